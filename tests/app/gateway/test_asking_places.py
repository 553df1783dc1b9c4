"""What the gateway makes of a place that must be asked for."""

from __future__ import annotations

import pytest

from tests.fixtures.servers import Gateway, StandInRasa


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Ota (Gunma)", "Ota (Tokyo)"]),
        ("ja", ["群馬県太田市", "東京都大田区"]),
        ("ar", ["أوتا (غونما)", "أوتا (طوكيو)"]),
    ],
)
def test_places_of_one_name_are_offered_by_button_with_where_they_lie(
    gateway_with_rasa: Gateway, rasa: StandInRasa, language: str, titles: list[str]
) -> None:
    rasa.says_messages([{"response": "utter_which_place", "arguments": {"places": ["10205", "13111"]}}])
    (asked,) = gateway_with_rasa.begin(language).send(payload="need/legal").json()["messages"]
    assert (asked["kind"], asked["language"]) == ("question", language)
    assert [button["title"] for button in asked["buttons"]] == titles
    assert [button["payload"] for button in asked["buttons"]] == ["place/10205", "place/13111"]


def test_near_is_told_and_codes_to_ask_between_are_not(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    entities = [{"entity": "place", "value": "near"}, {"entity": "place_candidates", "value": "10205 13111"}]
    rasa.says("utter_ask_place", entities=entities)
    reply = gateway_with_rasa.begin().send(payload="need/legal").json()
    assert reply["understanding"]["entities"] == [{"entity": "place", "value": "near"}]


def test_near_by_button_goes_to_the_search_and_is_no_position(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_near_me")
    (asked,) = gateway_with_rasa.begin().send(payload="place/near").json()["messages"]
    assert rasa.asked[-1]["entities"] == [{"entity": "place", "value": "near"}]
    assert asked["kind"] == "question" and "place/JP-13" in [button["payload"] for button in asked["buttons"]]
