"""What was said before decides how a message is read and what stays at hand."""

from __future__ import annotations

import pytest

from tests.fixtures.replies import messages_after, payloads
from tests.fixtures.servers import Gateway, StandInRasa, Visitor


def test_rasa_is_told_what_was_said_before_and_whether_services_are_looked_for(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    listed = {"category": "legal", "place": "JP-13", "services": ["jar"], "nationwide_from": 1}

    def told_with(text: str) -> tuple[str, str]:
        visitor.send(text=text)
        metadata = rasa.asked[-1]["metadata"]
        return metadata["after"], metadata["searching"]

    rasa.says("utter_greet")
    assert told_with("hello") == ("", "no")
    visitor.send(payload="faq/detention")
    assert told_with("how much?") == ("detention", "no")
    rasa.says("utter_ask_place")
    visitor.send(text="a lawyer")
    assert told_with("Osaka") == ("detention", "yes")
    rasa.says_messages([{"response": "utter_services", "arguments": listed}])
    visitor.send(text="Tokyo")
    assert told_with("on Monday") == ("services", "yes")


@pytest.mark.parametrize(("confidence", "payloads_after"), [(0.9, []), (0.44, ["safe/yes", "safe/no"])])
def test_only_a_clear_yes_ends_the_question_whether_somebody_is_safe(
    gateway_with_rasa: Gateway, rasa: StandInRasa, confidence: float, payloads_after: list[str]
) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="danger/suicide_crisis")
    rasa.says("utter_ask_topic", intent="affirm", confidence=confidence)
    said = messages_after(visitor, text="eh")
    assert [one for one in payloads(said[-1]) if one.startswith("safe/")] == payloads_after
    assert "faq/suicide_crisis" in payloads(said[-1]) and "danger/suicide_crisis" not in payloads(said[-1])


def test_the_place_is_asked_for_twice_more_under_other_answers_and_then_no_more(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    place = {"response": "utter_ask_help_place", "arguments": {"category": "food"}}
    rasa.says_messages([place])
    asked = messages_after(visitor, text="food")
    assert [one["kind"] for one in asked] == ["question"]
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "apply_fee"}}, place])
    for text in ("is it free?", "really?"):
        assert [one["kind"] for one in messages_after(visitor, text=text)] == ["answer", "question"]
    assert [one["kind"] for one in messages_after(visitor, text="and now?")] == ["answer"]
    rasa.says_messages([place])
    assert [one["kind"] for one in messages_after(visitor, text="food again")] == ["question"]


def test_after_a_danger_what_is_not_understood_leads_back_to_it(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="danger/domestic_violence")
    rasa.says("utter_ask_topic", intent="nlu_fallback")
    for text in ("no police please", "where do I go"):
        assert payloads(messages_after(visitor, text=text)[-1])[0] == "danger/domestic_violence"
    assert "danger/domestic_violence" not in payloads(messages_after(visitor, text="and the weather")[-1])


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_who_says_to_be_safe_or_not_can_go_on_about_that_danger(gateway: Gateway, answer: str) -> None:
    visitor = gateway.begin()
    visitor.send(payload="danger/domestic_violence")
    said = messages_after(visitor, payload=f"safe/{answer}")
    assert {"faq/domestic_violence", "human"} <= set(payloads(said[-1]))


def test_who_goes_on_in_a_language_that_was_offered_is_answered_in_it(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says("utter_thank")
    begun = gateway_with_rasa.client.post("/api/v1/conversations", json={}).json()
    visitor = Visitor(gateway_with_rasa.client, begun["token"], begun)
    first = visitor.send(text="3andi moqabla bokra").json()
    assert (first["language"], payloads(first["messages"][-1])) == ("en", ["language/ar"])
    second = visitor.send(text="kif a2addem talab lojo2").json()
    assert second["language"] == "ar"
    assert payloads(second["messages"][0]) == ["language/en"]


def test_who_chose_the_language_keeps_it_whatever_is_written(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_thank")
    visitor = gateway_with_rasa.begin("en")
    for text in ("3andi moqabla bokra", "kif a2addem talab lojo2"):
        reply = visitor.send(text=text).json()
        assert (reply["language"], payloads(reply["messages"][-1])) == ("en", ["language/ar"])


def test_the_button_back_is_no_offer_to_go_on_in_that_language(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_thank")
    begun = gateway_with_rasa.client.post("/api/v1/conversations", json={}).json()
    visitor = Visitor(gateway_with_rasa.client, begun["token"], begun)
    switched = visitor.send(text="أريد محاميًا من فضلكم لأنني لا أملك مالًا").json()
    assert (switched["language"], payloads(switched["messages"][0])) == ("ar", ["language/en"])
    unsure = visitor.send(text="need help visa").json()
    assert (unsure["language"], payloads(unsure["messages"][-1])) == ("ar", ["language/en"])
    assert visitor.send(text="thank you lawyer").json()["language"] == "en"


def test_of_two_dangers_the_last_one_stays_at_hand(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="danger/suicide_crisis")
    visitor.send(payload="danger/domestic_violence")
    rasa.says("utter_ask_topic", intent="nlu_fallback")
    assert payloads(messages_after(visitor, text="no police please")[-1])[0] == "danger/domestic_violence"


def test_what_to_go_on_with_after_a_danger_is_no_search(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="danger/domestic_violence")
    visitor.send(payload="safe/yes")
    rasa.says("utter_greet")
    visitor.send(text="my visa ends on Monday")
    assert rasa.asked[-1]["metadata"]["searching"] == "no"
