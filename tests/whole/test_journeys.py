"""The conversations of tests/journeys, said to the whole Shirube over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from app.knowledge.content import Content
from app.settings import ROOT
from tests.fixtures.journey_files import Journey, Turn, read_journeys
from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them
JOURNEYS = read_journeys()
LANGUAGES = ("ar", "en", "fa", "fr", "ja", "my")


@pytest.mark.parametrize("journey", JOURNEYS, ids=str)
def test_a_conversation_goes_as_it_is_written_down(running_shirube: WholeShirube, journey: Journey) -> None:
    visitor = running_shirube.begin(journey.language)
    for turn in journey.turns:
        response = visitor.send(**({"text": turn.say} if turn.say else {"payload": turn.press}))
        assert response.status_code == 200, f"{turn.say or turn.press}: {response.text}"
        faults = list(_faults(turn, response.json()))
        assert not faults, f"{turn.say or turn.press}: {faults}"


def test_there_are_ten_conversations_in_each_language_and_twenty_more() -> None:
    files = [journey.file for journey in JOURNEYS]
    assert all(files.count(language) >= 10 for language in LANGUAGES)
    assert files.count("more") >= 20


def test_every_topic_is_asked_about_in_words() -> None:
    asked = {turn.intent.partition("/")[2] for journey in JOURNEYS for turn in journey.turns if turn.intent}
    assert set(Content(ROOT / "content").topics) - asked == set()


def _faults(turn: Turn, reply: dict[str, Any]) -> list[str]:
    messages = reply["messages"]
    first = next((one for one in messages if one["kind"] != "notice"), messages[0])
    found = {
        "kind": (first["kind"], turn.kind),
        "topic": (next((one["topic"] for one in messages if one["topic"]), None), turn.topic),
        "language": ((reply["language"], first["language"]), (turn.language, turn.language)),
    }
    if turn.intent:
        understood = reply["understanding"]
        base = turn.intent.partition("/")[0]
        found["intent"] = (understood["intent"], base)
    faults = [f"{name} is {is_} and not {should}" for name, (is_, should) in found.items() if is_ != should]
    there = {
        "text": "\n".join(one["text"] for one in messages),
        "service": [service["id"] for one in messages for service in one["services"]],
        "button": [button["payload"] for one in messages for button in one["buttons"]],
    }
    return faults + [f"{name} {fact!r} is not in {there[name]}" for name, fact in turn.facts if fact not in there[name]]
