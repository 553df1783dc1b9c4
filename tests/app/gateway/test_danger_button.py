"""A danger that may be meant is offered beside any other answer."""

from __future__ import annotations

import pytest

from tests.fixtures.servers import Gateway, StandInRasa

DANGER = "danger/emergency"


def guesses(danger: float) -> list[dict[str, object]]:
    return [{"id": "apply_where", "confidence": 0.3}, {"id": "emergency", "confidence": danger}]


@pytest.mark.parametrize(
    ("response", "arguments"),
    [
        ("utter_which_topic", {"topics": ["apply_where", "discrimination"]}),
        ("utter_topics", {"topics": ["apply_where", "discrimination", "apply_how"]}),
        ("utter_answer", {"topic": "apply_where"}),
        ("utter_out_of_scope", {}),
        ("utter_goodbye", {}),
    ],
)
@pytest.mark.parametrize(("likely", "stands"), [(0.25, 0), (0.07, -1)])
def test_a_danger_that_may_be_meant_is_on_the_first_button_of_the_last_message_or_on_its_last_if_hardly_so(
    gateway_with_rasa: Gateway,
    rasa: StandInRasa,
    response: str,
    arguments: dict[str, object],
    likely: float,
    stands: int,
) -> None:
    rasa.says_messages([{"response": response, "arguments": arguments}], topics=guesses(likely))
    messages = gateway_with_rasa.begin("ar").send(text="وين الشرطة").json()["messages"]
    assert messages[-1]["buttons"][stands]["payload"] == DANGER
    assert sum(button["payload"] == DANGER for message in messages for button in message["buttons"]) == 1


def test_an_unlikely_danger_is_not_offered(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "apply_where"}}], topics=guesses(0.02))
    messages = gateway_with_rasa.begin().send(text="where do I apply").json()["messages"]
    assert DANGER not in [button["payload"] for message in messages for button in message["buttons"]]


def test_a_crisis_text_needs_no_button_beside_it(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says_messages([{"response": "utter_crisis", "arguments": {"topic": "threatened"}}], topics=guesses(0.3))
    messages = gateway_with_rasa.begin().send(text="they follow me").json()["messages"]
    assert messages[0]["kind"] == "crisis"
    assert DANGER not in [button["payload"] for message in messages for button in message["buttons"]]


def test_a_danger_among_the_topics_to_choose_from_is_there_once(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    which = {"response": "utter_which_topic", "arguments": {"topics": ["apply_where", "emergency"]}}
    rasa.says_messages([which], topics=guesses(0.1))
    messages = gateway_with_rasa.begin().send(text="help").json()["messages"]
    assert [button["payload"] for button in messages[-1]["buttons"]].count(DANGER) == 1
