"""What is taken for what, and which lines a native speaker should look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.listening import ANSWER, Heard
from evaluation.scores import MISTAKEN, WRONG, is_place_right, is_too_close, outcome
from evaluation.shares import Share
from evaluation.test_set import DANGER, OUT_OF_SCOPE, PLACES, QUESTIONS

MOST_QUOTED = 20


@dataclass(frozen=True)
class Quoted:
    """A test line that was understood wrongly: what it is, what it was taken for, and how surely."""

    what: str
    text: str
    taken_for: str
    confidence: float


def confused_pairs(heard: Sequence[Heard]) -> Counter[tuple[str, str]]:
    """How often a topic's line was likeliest of another topic."""
    return Counter((one.line.topic, one.likeliest or "nothing") for one in _questions(heard) if not one.is_topic_right)


def shares_by_topic(heard: Sequence[Heard]) -> dict[str, Share]:
    """Each topic's accuracy, the worst first."""
    verdicts: dict[str, list[bool]] = {}
    for one in _questions(heard):
        verdicts.setdefault(one.line.topic, []).append(one.is_topic_right)
    shares = {topic: Share.among(found) for topic, found in verdicts.items()}
    return dict(sorted(shares.items(), key=lambda item: item[1].percent))


def quoted(heard: Sequence[Heard]) -> list[Quoted]:
    """At most 20 lines of a language: crises first, then wrong answers by how sure they were."""
    return list(dict.fromkeys([*_crises(heard), *_wrong_answers(heard)]))[:MOST_QUOTED]


def _crises(heard: Sequence[Heard]) -> Iterator[Quoted]:
    for one in heard:
        if one.line.is_crisis != (one.decision == DANGER):
            yield _quote(one)


def _wrong_answers(heard: Sequence[Heard]) -> list[Quoted]:
    wrong = [
        one
        for one in heard
        if (one.line.part == QUESTIONS and outcome(one) in (WRONG, MISTAKEN))
        or (one.line.part == OUT_OF_SCOPE and one.decision == ANSWER)
        or (one.line.part == PLACES and not is_place_right(one))
    ]
    return sorted(map(_quote, wrong), key=lambda quote: -quote.confidence)


def _quote(one: Heard) -> Quoted:
    confidence = one.topics[0][1] if one.topics else 0.0
    if one.line.part == PLACES and one.decision != DANGER:
        return Quoted(f"a place in {one.line.prefecture}", one.line.text, one.place or "no place", confidence)
    taken_for = one.said_topic or one.intent
    crisis = " (crisis answer)" if one.decision == DANGER else ""
    what = one.line.topic or one.line.intent or one.line.part
    return Quoted(what, one.line.text, taken_for + crisis, confidence)


def _questions(heard: Sequence[Heard]) -> list[Heard]:
    return [one for one in heard if one.line.part == QUESTIONS and not is_too_close(one)]
