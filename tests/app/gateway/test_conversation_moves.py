"""Follow-ups, people, limits, situations and languages, as the gateway says them."""

from __future__ import annotations

import pytest

from tests.fixtures.replies import messages_after, payloads
from tests.fixtures.servers import Gateway, StandInRasa, Visitor

LANGUAGES = ["en", "ar", "fa", "fr", "ja", "ja-simple", "my"]


@pytest.mark.parametrize(
    ("before", "aspect", "after"),
    [
        ("apply_how", "cost", "apply_fee"),
        ("apply_how", "duration", "application_time"),
        ("apply_documents", "where", "apply_where"),
        ("find_doctor", "children", "child_health"),
        ("refused", "duration", "appeal_deadline"),
    ],
)
def test_a_short_question_is_about_the_last_subject(
    gateway_with_rasa: Gateway, rasa: StandInRasa, before: str, aspect: str, after: str
) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload=f"faq/{before}")
    rasa.says(f"utter_follow_up_{aspect}", intent=f"ask_{aspect}")
    assert messages_after(visitor, text="and that?")[0]["topic"] == after


@pytest.mark.parametrize("aspect", ["cost", "duration", "where", "children"])
def test_a_short_question_about_nothing_yet_is_asked_back_with_subjects(
    gateway_with_rasa: Gateway, rasa: StandInRasa, aspect: str
) -> None:
    rasa.says(f"utter_follow_up_{aspect}", intent=f"ask_{aspect}")
    (asked,) = messages_after(gateway_with_rasa.begin(), text="how?")
    assert asked["kind"] == "question" and payloads(asked)


def test_where_is_that_after_a_list_shows_the_cards_with_their_addresses_again(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    listed = {"category": "legal", "place": "JP-13", "services": ["jar"], "nationwide_from": 1}
    rasa.says_messages([{"response": "utter_services", "arguments": listed}], intent="choose_need")
    first = messages_after(visitor, payload="need/legal")
    rasa.says("utter_follow_up_where", intent="ask_where")
    again = messages_after(visitor, text="where is that?")
    assert again[0]["services"] == first[0]["services"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counter_card_has_a_japanese_line_under_each_of_the_visitors(
    gateway_with_rasa: Gateway, rasa: StandInRasa, language: str
) -> None:
    said = {"services": ["jar"], "open_now": 0, "need": "medical", "after_fallback": False}
    rasa.says_messages([{"response": "utter_person", "arguments": said}], intent="ask_person")
    people, card = messages_after(gateway_with_rasa.begin(language), payload="human")
    assert people["services"][0]["id"] == "jar"
    _, *blocks = card["text"].split("\n\n")
    assert len(blocks) == 5
    for block in blocks:
        *own, japanese = block.split("\n")
        assert any("\u3040" <= letter <= "\u30ff" for letter in japanese), block
        assert len(own) == (0 if language.startswith("ja") else 1)


def test_without_rasa_a_person_is_still_to_be_had(gateway: Gateway) -> None:
    (answer,) = messages_after(gateway.begin(), payload="human")
    assert answer["topic"] == "human_contact" and "03-5379-6001" in answer["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["utter_insult", "utter_ask_writing", "utter_ask_evasion", "utter_other_country"])
def test_what_we_do_not_do_is_said_kindly_with_a_way_on(
    gateway_with_rasa: Gateway, rasa: StandInRasa, name: str, language: str
) -> None:
    rasa.says(name, intent="insult")
    (said,) = messages_after(gateway_with_rasa.begin(language), text="…a")
    assert (said["kind"], said["language"]) == ("fallback", language)
    assert payloads(said)[-1] == "human"


@pytest.mark.parametrize("text", ["😭😭", "???", "..."])
def test_a_message_without_words_is_not_sent_to_rasa(gateway_with_rasa: Gateway, rasa: StandInRasa, text: str) -> None:
    said, subjects = messages_after(gateway_with_rasa.begin(), text=text)
    assert said["kind"] == "fallback" and subjects["buttons"]
    assert rasa.asked == []


def test_the_situation_is_asked_once_after_an_answer_that_depends_on_it(gateway: Gateway) -> None:
    visitor = gateway.begin()
    assert not any("situation/none" in payloads(one) for one in visitor.begun["messages"])
    answer, asked = messages_after(visitor, payload="faq/residence_card")
    assert "situation/unsaid" in payloads(asked) and len(payloads(asked)) == 7
    assert not [one for one in payloads(answer) if one.startswith("situation/")]
    (later,) = messages_after(visitor, payload="faq/residence_card")
    assert [one for one in payloads(later) if one.startswith("situation/")], "it can still be told, by a button"


def test_a_situation_that_was_told_stands_first_in_the_answer(gateway: Gateway) -> None:
    visitor = gateway.begin()
    visitor.send(payload="faq/residence_card")
    _, answer = messages_after(visitor, payload="situation/none")
    assert answer["text"].startswith("**I have no status**\n")
    _, subjects = messages_after(visitor, payload="situation/unsaid")
    (plain,) = messages_after(visitor, payload="faq/residence_card")
    assert subjects["buttons"] and not plain["text"].startswith("**")


def test_rasa_is_told_the_situation_and_never_by_name_of_the_visitor(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="situation/refused")
    rasa.says("utter_greet")
    visitor.send(text="hello")
    told = rasa.asked[-1]["metadata"]
    assert (told["language"], told["situation"]) == ("en", "refused")


def test_a_message_in_another_language_is_answered_in_it_and_says_so_once_with_a_button_back(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    conversation = gateway_with_rasa.client.post(
        "/api/v1/conversations", json={}, headers={"Accept-Language": "en"}
    ).json()
    visitor = Visitor(gateway_with_rasa.client, conversation["token"], conversation)
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "apply_how"}}], intent="faq")
    first = messages_after(visitor, text="كيف أقدم طلب اللجوء في اليابان؟ أنا لا أعرف إلى أين أذهب")
    assert payloads(first[0]) == ["language/en"] and {one["language"] for one in first} == {"ar"}
    second = messages_after(visitor, text="وكم يستغرق القرار في العادة من فضلكم؟")
    assert "language/en" not in payloads(second[0])


def test_a_language_that_is_asked_for_shows_the_last_answer_in_it(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin("fr")
    visitor.send(payload="faq/apply_how")
    rasa.says("utter_change_language", intent="change_language", entities=[{"entity": "language", "value": "en"}])
    reply = visitor.send(text="in English please").json()
    assert reply["language"] == "en"
    assert [one["topic"] for one in reply["messages"]][:2] == [None, "apply_how"]
    assert {one["language"] for one in reply["messages"]} == {"en"}


@pytest.mark.parametrize("entities", [[], [{"entity": "language", "value": "ko"}]])
def test_a_language_we_do_not_have_or_that_is_not_named_is_answered_with_those_we_have(
    gateway_with_rasa: Gateway, rasa: StandInRasa, entities: list[dict[str, str]]
) -> None:
    rasa.says("utter_change_language", intent="change_language", entities=entities)
    (asked,) = messages_after(gateway_with_rasa.begin(), text="another language please")
    assert {"language/ar", "language/my"} <= set(payloads(asked))


def test_filters_are_said_and_can_be_taken_back(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    listed = {"category": "legal", "place": "JP-13", "services": ["jar"], "nationwide_from": 1}
    said = listed | {"filters": ["free", "on:SA", "lang:prs"], "are_unfiltered": False}
    rasa.says_messages([{"response": "utter_services", "arguments": said}], intent="narrow")
    (message,) = messages_after(gateway_with_rasa.begin(), payload="only/free")
    assert "Only: free of charge, open on Saturday, in Dari" in message["text"]
    assert "need/legal" in payloads(message)
    rasa.says_messages([{"response": "utter_services", "arguments": said | {"are_unfiltered": True}}], intent="narrow")
    (message,) = messages_after(gateway_with_rasa.begin(), payload="only/free")
    assert "I know none with: free of charge" in message["text"]


def test_a_place_kept_from_before_is_said_aloud(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    listed = {"category": "legal", "place": "JP-23", "services": ["jar"], "nationwide_from": 0, "as_before": True}
    rasa.says_messages([{"response": "utter_services", "arguments": listed}], intent="choose_need")
    (message,) = messages_after(gateway_with_rasa.begin(), payload="need/legal")
    assert "I looked in Aichi, as before." in message["text"]
    assert {"place/JP-13", "place/anywhere"} <= set(payloads(message))


def test_more_means_places_only_while_a_place_is_asked_for(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = gateway_with_rasa.begin()
    rasa.says_messages([{"response": "utter_ask_help_place", "arguments": {"category": "medical"}}])
    (asked,) = messages_after(visitor, payload="need/medical")
    assert asked["text"].startswith("Doctor and hospital: where in Japan are you?")
    assert {"place/near", "place/JP-13", "more", "place/anywhere"} <= set(payloads(asked))
    rasa.says("utter_more_places")
    (every,) = messages_after(visitor, payload="more")
    assert len(payloads(every)) == 47
    rasa.says("utter_near_me")
    (near,) = messages_after(visitor, payload="place/near")
    assert "more" not in payloads(near)


@pytest.mark.parametrize(
    ("spoken", "named", "answered"),
    [("en", ["en", "ar"], "ar"), ("fa", ["ps"], "fa"), ("en", ["ps"], "fa"), ("fa", ["fa"], "fa")],
)
def test_of_the_languages_named_the_one_we_do_not_speak_yet_is_meant(
    gateway_with_rasa: Gateway, rasa: StandInRasa, spoken: str, named: list[str], answered: str
) -> None:
    entities = [{"entity": "language", "value": tag} for tag in named]
    rasa.says("utter_change_language", intent="change_language", entities=entities)
    visitor = gateway_with_rasa.begin(spoken)
    visitor.send(payload="faq/apply_how")
    reply = visitor.send(text="…x").json()
    assert reply["language"] == answered
    is_refused = spoken == "fa" and named == ["ps"]
    assert (reply["messages"][0]["kind"] == "question") is is_refused, "Pashto is not Persian over again"


def test_switching_shows_the_list_again_in_the_new_language(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = gateway_with_rasa.begin()
    listed = {"category": "legal", "place": "JP-13", "services": ["jar"], "nationwide_from": 1}
    rasa.says_messages([{"response": "utter_services", "arguments": listed}], intent="choose_need")
    visitor.send(payload="need/legal")
    _, again = messages_after(visitor, payload="language/ar")
    assert (again["kind"], again["language"], again["services"][0]["id"]) == ("services", "ar", "jar")


def test_switching_after_a_danger_shows_its_numbers_before_a_list(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="danger/suicide_crisis")
    listed = {"category": "legal", "place": "JP-13", "services": ["jar"], "nationwide_from": 1}
    rasa.says_messages([{"response": "utter_services", "arguments": listed}], intent="choose_need")
    visitor.send(payload="need/legal")
    kinds = [(one["kind"], one.get("language")) for one in messages_after(visitor, payload="language/fr")]
    assert kinds.index(("crisis", "fr")) < kinds.index(("services", "fr"))


def test_switching_in_a_search_asks_for_the_place_in_the_new_language(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    rasa.says_messages([{"response": "utter_ask_help_place", "arguments": {"category": "medical"}}])
    visitor.send(payload="need/medical")
    *_, asked = messages_after(visitor, payload="language/my")
    assert asked["language"] == "my" and "place/JP-13" in payloads(asked)
