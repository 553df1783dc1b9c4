"""How close a test line is to what its intent was taught: a line that was all but trained on proves little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from app.knowledge.checking.training_lines import plain_sentence
from bench.sample import Example
from evaluation.rasa_room import RasaRoom
from evaluation.test_set import OUT_OF_SCOPE, QUESTIONS, Line

MOST_OVERLAP = 0.6
MOST_COSINE = 0.95
GRAM = 5
PARTS = (QUESTIONS, OUT_OF_SCOPE)
"""Whoever says hello, yes or a town's name says it in the same words as everybody."""


@dataclass(frozen=True)
class Closeness:
    """To the nearest training line of the same intent, in any language."""

    overlap: float
    """The share of the line's 5-grams that stand in one training line, 0–1."""
    cosine: float
    """Of the sentence encoder's vectors, -1–1."""

    @property
    def is_too_close(self) -> bool:
        return self.overlap > MOST_OVERLAP or self.cosine > MOST_COSINE


async def closeness(lines: Sequence[Line], training: Iterable[Example], room: RasaRoom) -> list[Closeness | None]:
    """Of each line; None for parts where closeness means nothing."""
    training = list(training)
    judged = [line for line in lines if line.part in PARTS]
    given = {"test": [asdict(line) for line in judged], "training": [asdict(one) for one in training]}
    cosines = await room.answer("nearest", given)
    overlaps = highest_overlaps(judged, training)
    found = iter(Closeness(overlap, cosine) for overlap, cosine in zip(overlaps, cosines, strict=True))
    return [next(found) if line.part in PARTS else None for line in lines]


def highest_overlaps(lines: Iterable[Example], training: Iterable[Example]) -> list[float]:
    """For each line the largest overlap with a training line of its intent; 0 where there is none."""
    taught: dict[str, list[frozenset[str]]] = {}
    for one in training:
        taught.setdefault(one.intent, []).append(grams(one.text))
    return [max((overlap(own, other) for other in taught.get(line.intent, ())), default=0.0)
            for line in lines for own in [grams(line.text)]]  # fmt: skip


def overlap(line: frozenset[str], training: frozenset[str]) -> float:
    """The share of `line` that stands in `training`: a short question inside a long training line is no new one."""
    return len(line & training) / len(line) if line else 0.0


def grams(text: str) -> frozenset[str]:
    """Every run of five characters of the folded text without punctuation; a shorter text is one run."""
    plain = plain_sentence(text)
    return frozenset(plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1))) - {""}
