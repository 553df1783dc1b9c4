"""Actions: slots in, one domain call, response names and events out, compared whole."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.answer_danger import ActionAnswerDanger
from actions.answer_faq import ActionAnswerFaq
from actions.find_person import ActionFindPerson
from actions.find_services import ActionFindServices
from actions.help_form import ActionAskHelpFormPlace, ValidateHelpForm
from actions.offer_topics import ActionAskWhichTopic, ActionOfferTopics
from actions.search import only_from
from actions.shielded_action import ShieldedAction
from app.knowledge.search import Only
from app.knowledge.serving import Knowledge


def tracker(
    intent: str = "faq",
    topics: tuple[str, ...] = (),
    slots: dict[str, Any] | None = None,
    *,
    searching: bool = False,
    asked: list[str] | None = None,
    **entities: str,
) -> Tracker:
    """A conversation whose latest message was understood so; as in service, it carries no words."""
    latest = {
        "intent": {"name": intent, "confidence": 0.9},
        "topics": [{"id": topic, "confidence": 0.5} for topic in topics],
        "entities": [{"entity": entity, "value": value} for entity, value in entities.items()],
        "metadata": {"language": "en"},
        "text": "",
        "asked": asked,
    }
    loop = {"name": "help_form"} if searching else {}
    return Tracker("sender", slots or {}, latest, [], False, None, loop, "action_listen")


def slot(name: str, value: object) -> dict[str, Any]:
    """The event that sets a slot."""
    return {"event": "slot", "name": name, "value": value}


async def run(action: ShieldedAction, conversation: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the action says (response names and arguments) and its events."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, conversation, {})
    said = [
        # The SDK repeats the response's name under the key of Rasa 1.
        {name: value for name, value in message.items() if value and name != "template"}
        for message in dispatcher.messages
    ]
    return said, [{name: value for name, value in event.items() if name != "timestamp"} for event in events]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def test_a_question_is_answered_with_its_topic(knowledge: Knowledge) -> None:
    said, events = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("apply_how", "apply_where")))
    assert said == [{"response": "utter_answer", "topic": "apply_how"}]
    assert events == [slot("need", "legal")]


async def test_a_new_question_forgets_the_list_of_the_one_before(knowledge: Knowledge) -> None:
    slots = {"need": "legal", "services_shown": 6, "only": ["phone"], "place_wanted": True}
    _, events = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("apply_how",), slots=slots))
    assert events == [slot("services_shown", 0), slot("only", []), slot("place_wanted", False)]


async def test_a_place_in_the_question_asks_for_services_there_too(knowledge: Knowledge) -> None:
    said, events = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("find_lawyer",), place="23100"))
    assert [message["response"] for message in said] == ["utter_answer", "utter_services"]
    assert (said[1]["category"], said[1]["place"]) == ("legal", "23100")
    assert slot("place", "23100") in events and slot("services_shown", 3) in events


async def test_who_looks_for_help_is_to_be_asked_where(knowledge: Knowledge) -> None:
    said, events = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("find_doctor",)))
    assert [message["response"] for message in said] == ["utter_answer"]
    assert events == [slot("need", "medical"), slot("place_wanted", True)]


async def test_a_place_kept_from_before_is_used_and_said_aloud(knowledge: Knowledge) -> None:
    conversation = tracker(topics=("find_doctor",), slots={"need": "legal", "place": "23100"})
    said, _ = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert (said[1]["response"], said[1]["place"], said[1]["as_before"]) == ("utter_services", "23100", True)


async def test_words_in_the_question_narrow_the_list(knowledge: Knowledge) -> None:
    conversation = tracker(topics=("find_lawyer",), place="JP-13", language="en")
    said, events = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert said[1]["filters"] == ["lang:en"] and not said[1].get("are_unfiltered")
    assert all("en" in knowledge.catalogue.services[one].languages for one in said[1]["services"])
    assert slot("only", ["lang:en"]) in events


async def test_what_somebody_says_of_herself_narrows_nothing(knowledge: Knowledge) -> None:
    conversation = tracker(topics=("find_doctor",), place="JP-13", only="women", language="ja")
    said, _ = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert "filters" not in said[1]


async def test_a_question_in_the_middle_of_a_search_leaves_the_search_as_it_is(knowledge: Knowledge) -> None:
    slots = {"need": "medical", "place_wanted": True}
    conversation = tracker(topics=("apply_how",), slots=slots, searching=True)
    said, events = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert [message["response"] for message in said] == ["utter_answer"]
    assert events == []


async def test_of_several_questions_two_are_answered_and_the_rest_offered(knowledge: Knowledge) -> None:
    conversation = tracker(topics=("apply_how",), asked=["apply_how", "work_permission", "find_doctor", "apply_fee"])
    said, _ = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert [message.get("topic") for message in said[:2]] == ["apply_how", "work_permission"]
    assert said[2] == {"response": "utter_several_questions", "topics": ["find_doctor", "apply_fee"]}


async def test_a_cry_for_help_gets_its_fixed_text(knowledge: Knowledge) -> None:
    said, _ = await run(ActionAnswerDanger(lambda: knowledge), tracker("danger", ("suicide_crisis", "mental_health")))
    assert said == [{"response": "utter_crisis", "topic": "suicide_crisis"}]


async def test_danger_in_a_search_offers_to_go_on_with_it(knowledge: Knowledge) -> None:
    conversation = tracker("danger", ("domestic_violence",), {"need": "housing"}, searching=True, place="JP-13")
    said, events = await run(ActionAnswerDanger(lambda: knowledge), conversation)
    assert said == [{"response": "utter_crisis", "topic": "domestic_violence", "go_on": "housing"}]
    assert slot("place", "JP-13") in events


@pytest.mark.parametrize("topics", [(), ("apply_how",), ("unheard_of",)])
async def test_danger_without_a_known_topic_still_gets_the_emergency_text(
    knowledge: Knowledge, topics: tuple[str, ...]
) -> None:
    said, _ = await run(ActionAnswerDanger(lambda: knowledge), tracker("danger", topics))
    assert said == [{"response": "utter_crisis", "topic": "emergency"}]


async def test_people_are_named_for_the_need_and_the_place_of_before(knowledge: Knowledge) -> None:
    slots = {"need": "medical", "place": "JP-27"}
    said, _ = await run(ActionFindPerson(lambda: knowledge), tracker("ask_person", slots=slots))
    assert said[0]["response"] == "utter_person" and said[0]["need"] == "medical"
    assert said[0]["services"] and all(knowledge.catalogue.services[one].phones for one in said[0]["services"])


async def test_a_person_by_question_is_the_same_as_by_button(knowledge: Knowledge) -> None:
    said, _ = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("human_contact",)))
    assert said[0]["response"] == "utter_person"


async def test_the_second_time_in_a_row_that_nothing_is_understood_a_person_is_named(knowledge: Knowledge) -> None:
    unsure = tracker("nlu_fallback", ("food", "clothing", "no_money_now"))
    unsure.events = [{"event": "user"}, {"event": "action", "name": "action_offer_topics"}, {"event": "user"}]
    said, _ = await run(ActionOfferTopics(lambda: knowledge), unsure)
    assert (said[0]["response"], said[0]["after_fallback"]) == ("utter_person", True)


async def test_services_are_listed_by_id_for_need_and_place(knowledge: Knowledge) -> None:
    conversation = tracker("inform_place", slots={"need": "legal", "place": "23100"}, place="23100")
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said[0]["response"] == "utter_services"
    assert said[0]["category"] == "legal" and said[0]["place"] == "23100"
    first = knowledge.catalogue.services[said[0]["services"][0]]
    assert first.prefecture == "JP-23" and "legal" in first.categories
    assert events == [slot("services_shown", 3)]


async def test_more_goes_on_where_the_list_stopped(knowledge: Knowledge) -> None:
    conversation = tracker("more", slots={"need": "legal", "place": "anywhere", "services_shown": 3})
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said[0]["start"] == 3
    assert events == [{"event": "slot", "name": "services_shown", "value": 6}]


@pytest.mark.parametrize(
    ("slots", "response"),
    [({"place": "JP-13"}, "utter_ask_need"), ({}, "utter_ask_place"), ({"place": "anywhere"}, "utter_ask_topic")],
)
async def test_what_is_missing_is_asked_for(knowledge: Knowledge, slots: dict[str, str], response: str) -> None:
    said, _ = await run(ActionFindServices(lambda: knowledge), tracker("inform_place", slots=slots, **slots))
    assert said[0]["response"] == response


async def test_a_place_we_do_not_know_is_asked_for_again_and_the_old_list_is_no_answer(knowledge: Knowledge) -> None:
    conversation = tracker("inform_place", slots={"need": "legal", "place": "13201"})
    said, _ = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said == [{"response": "utter_ask_place"}]


async def test_a_name_of_several_places_is_asked_about_and_nothing_is_listed(knowledge: Knowledge) -> None:
    conversation = tracker("inform_place", (), {"need": "legal", "place": "JP-27"}, place_candidates="10205 13111")
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said == [{"response": "utter_which_place", "places": ["10205", "13111"]}]
    assert events == [], "the place named before is kept"


async def test_near_me_is_asked_for_by_name_and_forgotten(knowledge: Knowledge) -> None:
    conversation = tracker("inform_place", (), {"need": "legal", "place": "near"}, place="near")
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said == [{"response": "utter_near_me"}]
    assert events == [slot("place", None)]


@pytest.mark.parametrize("entities", [{"place": "near"}, {"place_candidates": "10205 13111"}])
async def test_a_need_at_a_place_nobody_can_tell_is_to_be_asked_about(
    knowledge: Knowledge, entities: dict[str, str]
) -> None:
    conversation = tracker("faq", ("find_lawyer",), {"place": "JP-27"}, **entities)
    said, events = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert [message["response"] for message in said] == ["utter_answer"]
    assert slot("place", None) in events and slot("place_wanted", True) in events


@pytest.mark.parametrize(
    ("intent", "entities", "response"),
    [
        ("inform_place", {"place_candidates": "10205 13111"}, "utter_which_place"),
        ("inform_place", {"place": "near"}, "utter_near_me"),
        ("more", {}, "utter_more_places"),
        ("choose_need", {}, "utter_ask_help_place"),
    ],
)
async def test_the_search_asks_for_the_place_as_it_was_answered(
    knowledge: Knowledge, intent: str, entities: dict[str, str], response: str
) -> None:
    conversation = tracker(intent, (), {"need": "medical"}, searching=True, **entities)
    said, _ = await run(ActionAskHelpFormPlace(lambda: knowledge), conversation)
    assert said[0]["response"] == response


@pytest.mark.parametrize("intent", ["faq", "danger", "thank", "out_of_scope"])
async def test_what_is_no_move_of_the_search_interrupts_it(knowledge: Knowledge, intent: str) -> None:
    _, events = await run(ValidateHelpForm(lambda: knowledge), tracker(intent, searching=True))
    assert events == [], "without an event Rasa takes the message for none of the search's"


@pytest.mark.parametrize("intent", ["inform_place", "narrow", "more", "choose_need", "affirm", "greet"])
async def test_a_move_of_the_search_is_taken_by_it(knowledge: Knowledge, intent: str) -> None:
    _, events = await run(ValidateHelpForm(lambda: knowledge), tracker(intent, searching=True, only="free"))
    assert slot("only", ["free"]) in events


async def test_filters_add_up_and_of_two_languages_the_later_one_holds(knowledge: Knowledge) -> None:
    conversation = tracker("narrow", (), {"need": "legal", "only": ["free", "lang:fa"]}, language="en")
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said[0]["filters"] == ["free", "lang:en"]
    assert slot("only", ["free", "lang:en"]) in events


async def test_narrowing_without_saying_to_what_is_asked_about(knowledge: Knowledge) -> None:
    said, _ = await run(ActionFindServices(lambda: knowledge), tracker("narrow", (), {"need": "legal"}))
    assert said == [{"response": "utter_ask_filter"}]


@pytest.mark.parametrize(
    ("filters", "only"),
    [
        ([], Only()),
        (["phone"], Only(phone=True)),
        (["open", "free"], Only(open=True, free=True)),
        (["lang:my"], Only(language="my")),
        (["on:SA", "women"], Only(on="SA", women=True)),
    ],
)
async def test_filters_narrow_the_list(filters: list[str], only: Only) -> None:
    assert only_from(filters) == only


async def test_the_likeliest_topics_are_offered(knowledge: Knowledge) -> None:
    unsure = tracker("nlu_fallback", ("food", "clothing", "no_money_now", "living_allowance"))
    two, _ = await run(ActionAskWhichTopic(lambda: knowledge), unsure)
    three, _ = await run(ActionOfferTopics(lambda: knowledge), unsure)
    assert two == [{"response": "utter_which_topic", "topics": ["food", "clothing"]}]
    assert three == [{"response": "utter_topics", "topics": ["food", "clothing", "no_money_now"]}]


def raising() -> Knowledge:
    raise RuntimeError("canary-7f3a 090-1234-5678")


@pytest.mark.parametrize("action", [ActionAnswerFaq, ActionAnswerDanger, ActionFindServices, ActionFindPerson])
async def test_no_exception_leaves_an_action_and_none_of_its_words_is_logged(
    action: type[ShieldedAction], caplog: pytest.LogCaptureFixture
) -> None:
    said, events = await run(action(raising), tracker(topics=("apply_how",), slots={"need": "legal"}))
    assert said == [{"response": "utter_trouble"}]
    assert events == []
    assert "RuntimeError" in caplog.text and "canary" not in caplog.text
