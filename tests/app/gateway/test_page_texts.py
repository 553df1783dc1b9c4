"""The words of the chat page: with it what everybody needs, the rest when it is first used."""

from __future__ import annotations

import pytest

from app.knowledge.content import Content
from tests.fixtures.servers import Gateway

TAGS = ["en", "ja", "ja-simple", "fr", "ar", "fa", "my"]


@pytest.mark.parametrize("tag", TAGS)
def test_every_danger_can_be_read_without_a_connection(gateway: Gateway, tag: str, content: Content) -> None:
    messages = gateway.client.get(f"/page-texts/{tag}/dangers.json").json()["messages"]
    dangers = {f"danger/{topic}" for topic, entry in content.topics.items() if entry["group"] == "danger"}
    assert set(messages) == dangers
    for payload, said in messages.items():
        answered = gateway.begin(tag).send(payload=payload).json()["messages"]
        assert [one["text"] for one in said] == [one["text"] for one in answered], payload


@pytest.mark.parametrize("tag", TAGS)
def test_every_place_for_near_me_has_a_name_and_lies_in_japan(gateway: Gateway, tag: str) -> None:
    places = gateway.client.get(f"/page-texts/{tag}/places.json").json()["places"]
    assert len(places) > 240
    visitor = gateway.begin(tag)
    for code, name, latitude, longitude in places:
        assert name, code
        assert 24 < latitude < 46 and 122 < longitude < 146, code
    assert visitor.send(payload=f"place/{places[0][0]}").status_code == 200


@pytest.mark.parametrize("part", ["more", "dangers", "places"])
def test_a_language_we_lack_is_answered_in_the_nearest(gateway: Gateway, part: str) -> None:
    nearest, french = (gateway.client.get(f"/page-texts/{tag}/{part}.json").json() for tag in ("fr-CA", "fr"))
    assert nearest == french
    assert gateway.client.get(f"/page-texts/{'x' * 300}/{part}.json").status_code == 422


def test_modules_find_their_words_and_the_groups_of_subjects(gateway: Gateway) -> None:
    found = gateway.client.get("/page-texts/ar/more.json").json()
    english = gateway.client.get("/page-texts/en/more.json").json()
    assert set(found["more"]) == set(english["more"]) and set(found["group"]) == set(english["group"])
    assert found["more"]["copy"] != english["more"]["copy"]
