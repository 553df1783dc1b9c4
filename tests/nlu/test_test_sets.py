"""The test sets are large enough, speak of topics there are, and hold nothing that was trained on."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from app.knowledge.checking.training_lines import plain_sentence, read_training_lines
from app.knowledge.content import Content
from app.knowledge.places import read_gazetteer
from app.settings import ROOT
from evaluation.closeness import PARTS
from evaluation.test_set import MOVES, NO_PLACE, OUT_OF_SCOPE, PLACES, QUESTIONS, Line, read, tags

LEAST = {QUESTIONS: 120, OUT_OF_SCOPE: 30, PLACES: 20, NO_PLACE: 10}
LEAST_CRISES, LEAST_OF_A_TOPIC, LEAST_OF_A_MOVE = 20, 1, 2
TOPICS = Content(ROOT / "content").topics


@cache
def lines(tag: str) -> list[Line]:
    return read(tag)


@cache
def trained_on() -> dict[str, str]:
    """Each training sentence, and where it stands."""
    found = (line for folder in (ROOT / "data/nlu").iterdir() for line in read_training_lines(folder))
    return {plain_sentence(line.text): line.place for line in found}


@pytest.mark.parametrize("tag", tags())
def test_each_part_is_large_enough(tag: str) -> None:
    counts = Counter(line.part for line in lines(tag))
    assert {part: counts[part] for part, least in LEAST.items() if counts[part] < least} == {}
    assert sum(line.is_crisis for line in lines(tag)) >= LEAST_CRISES


@pytest.mark.parametrize("tag", tags())
def test_every_topic_and_move_is_asked_and_no_other(tag: str) -> None:
    topics = Counter(line.topic for line in lines(tag) if line.part == QUESTIONS)
    assert topics.keys() == TOPICS.keys()
    assert min(topics.values()) >= LEAST_OF_A_TOPIC
    moves = Counter(line.intent for line in lines(tag) if line.part == MOVES)
    assert moves.keys() == {"greet", "thank", "goodbye", "affirm", "deny", "repeat", "simpler", "more"}
    assert min(moves.values()) >= LEAST_OF_A_MOVE


@pytest.mark.parametrize("tag", tags())
def test_places_lie_in_prefectures_there_are(tag: str) -> None:
    prefectures = {place.prefecture for place in read_gazetteer(ROOT / "content").places.values()}
    assert {line.prefecture for line in lines(tag) if line.part == PLACES} <= prefectures


@pytest.mark.parametrize("tag", tags())
def test_no_line_stands_twice(tag: str) -> None:
    assert [text for text, n in Counter(line.text for line in lines(tag)).items() if n > 1] == []


@pytest.mark.parametrize("tag", tags())
def test_no_line_was_trained_on(tag: str) -> None:
    """But hello, yes and a town's name, which everybody writes alike."""
    judged = [line.text for line in lines(tag) if line.part in PARTS]
    written = {text: trained_on().get(plain_sentence(text)) for text in judged}
    assert {text: place for text, place in written.items() if place} == {}
