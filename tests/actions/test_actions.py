"""Actions: slots in, one domain call, response names and events out, compared whole."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.answer_danger import ActionAnswerDanger
from actions.answer_faq import ActionAnswerFaq
from actions.find_services import ActionFindServices, only_from
from actions.offer_topics import ActionAskWhichTopic, ActionOfferTopics
from actions.shielded_action import ShieldedAction
from app.knowledge.search import Only
from app.knowledge.serving import Knowledge


def tracker(
    intent: str = "faq", topics: tuple[str, ...] = (), slots: dict[str, Any] | None = None, **entities: str
) -> Tracker:
    """A conversation whose latest message was understood so; as in service, it carries no words."""
    latest = {
        "intent": {"name": intent, "confidence": 0.9},
        "topics": [{"id": topic, "confidence": 0.5} for topic in topics],
        "entities": [{"entity": entity, "value": value} for entity, value in entities.items()],
        "metadata": {"language": "en"},
        "text": "",
    }
    return Tracker("sender", slots or {}, latest, [], False, None, {}, "action_listen")


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
    assert events == [{"event": "slot", "name": "need", "value": "legal"}]


async def test_a_new_question_forgets_the_list_of_the_one_before(knowledge: Knowledge) -> None:
    conversation = tracker(topics=("apply_how",), slots={"need": "legal", "services_shown": 6, "only": "phone"})
    _, events = await run(ActionAnswerFaq(lambda: knowledge), conversation)
    assert events == [
        {"event": "slot", "name": "services_shown", "value": 0},
        {"event": "slot", "name": "only", "value": None},
    ]


async def test_a_place_in_the_question_asks_for_services_there_too(knowledge: Knowledge) -> None:
    said, events = await run(ActionAnswerFaq(lambda: knowledge), tracker(topics=("find_lawyer",), place="23100"))
    assert [message["response"] for message in said] == ["utter_answer", "utter_services"]
    assert (said[1]["category"], said[1]["place"]) == ("legal", "23100")
    assert events[-1] == {"event": "slot", "name": "services_shown", "value": 3}


async def test_a_cry_for_help_gets_its_fixed_text(knowledge: Knowledge) -> None:
    said, _ = await run(ActionAnswerDanger(lambda: knowledge), tracker("danger", ("suicide_crisis", "mental_health")))
    assert said == [{"response": "utter_crisis", "topic": "suicide_crisis"}]


@pytest.mark.parametrize("topics", [(), ("apply_how",), ("unheard_of",)])
async def test_danger_without_a_known_topic_still_gets_the_emergency_text(
    knowledge: Knowledge, topics: tuple[str, ...]
) -> None:
    said, _ = await run(ActionAnswerDanger(lambda: knowledge), tracker("danger", topics))
    assert said == [{"response": "utter_crisis", "topic": "emergency"}]


async def test_services_are_listed_by_id_for_need_and_place(knowledge: Knowledge) -> None:
    conversation = tracker("inform_place", slots={"need": "legal", "place": "23100"})
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said[0]["response"] == "utter_services"
    assert said[0]["category"] == "legal" and said[0]["place"] == "23100"
    first = knowledge.catalogue.services[said[0]["services"][0]]
    assert first.prefecture == "JP-23" and "legal" in first.categories
    assert events == [{"event": "slot", "name": "services_shown", "value": 3}]


async def test_more_goes_on_where_the_list_stopped(knowledge: Knowledge) -> None:
    conversation = tracker("more", slots={"need": "legal", "place": "anywhere", "services_shown": 3})
    said, events = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said[0]["start"] == 3
    assert events == [{"event": "slot", "name": "services_shown", "value": 6}]


@pytest.mark.parametrize(
    ("slots", "response"),
    [({"place": "JP-13"}, "utter_ask_need"), ({}, "utter_ask_topic"), ({"place": "anywhere"}, "utter_ask_topic")],
)
async def test_what_is_missing_is_asked_for(knowledge: Knowledge, slots: dict[str, str], response: str) -> None:
    said, _ = await run(ActionFindServices(lambda: knowledge), tracker("inform_place", slots=slots))
    assert said[0]["response"] == response


@pytest.mark.parametrize("action", [ActionFindServices, ActionAnswerFaq])
async def test_a_name_of_several_places_is_asked_about_and_nothing_is_listed(
    knowledge: Knowledge, action: type[ShieldedAction]
) -> None:
    slots = {"need": "legal", "place": "JP-27"}
    conversation = tracker("inform_place", ("find_lawyer",), slots, place_candidates="10205 13111")
    said, events = await run(action(lambda: knowledge), conversation)
    assert said[-1] == {"response": "utter_which_place", "places": ["10205", "13111"]}
    assert "utter_services" not in [message["response"] for message in said]
    assert events == [], "the place named before is kept"


@pytest.mark.parametrize("action", [ActionFindServices, ActionAnswerFaq])
async def test_near_me_is_asked_for_by_name_and_forgotten(knowledge: Knowledge, action: type[ShieldedAction]) -> None:
    slots = {"need": "legal", "place": "near"}
    said, events = await run(action(lambda: knowledge), tracker("faq", ("find_lawyer",), slots, place="near"))
    assert said[-1] == {"response": "utter_ask_place"}
    assert events == [{"event": "slot", "name": "place", "value": None}]


async def test_more_after_near_me_asks_again(knowledge: Knowledge) -> None:
    conversation = tracker("more", slots={"need": "legal", "place": "near", "services_shown": 3})
    said, _ = await run(ActionFindServices(lambda: knowledge), conversation)
    assert said == [{"response": "utter_ask_place"}]


@pytest.mark.parametrize(
    ("narrowed", "only"),
    [(None, Only()), ("phone", Only(phone=True)), ("open", Only(open=True)), ("lang:my", Only(language="my"))],
)
async def test_a_filter_button_narrows_the_list(narrowed: str | None, only: Only) -> None:
    assert only_from(narrowed) == only


async def test_the_likeliest_topics_are_offered(knowledge: Knowledge) -> None:
    unsure = tracker("nlu_fallback", ("food", "clothing", "no_money_now", "living_allowance"))
    two, _ = await run(ActionAskWhichTopic(lambda: knowledge), unsure)
    three, _ = await run(ActionOfferTopics(lambda: knowledge), unsure)
    assert two == [{"response": "utter_which_topic", "topics": ["food", "clothing"]}]
    assert three == [{"response": "utter_topics", "topics": ["food", "clothing", "no_money_now"]}]


def raising() -> Knowledge:
    raise RuntimeError("canary-7f3a 090-1234-5678")


@pytest.mark.parametrize("action", [ActionAnswerFaq, ActionAnswerDanger, ActionFindServices])
async def test_no_exception_leaves_an_action_and_none_of_its_words_is_logged(
    action: type[ShieldedAction], caplog: pytest.LogCaptureFixture
) -> None:
    said, events = await run(action(raising), tracker(topics=("apply_how",), slots={"need": "legal"}))
    assert said == [{"response": "utter_trouble"}]
    assert events == []
    assert "RuntimeError" in caplog.text and "canary" not in caplog.text
