"""The published questions that Rasa learns live, as the bytes it fetches, and how large that may become."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.knowledge.catalogue import Catalogue
from app.knowledge.values import QuestionValue

MOST_QUESTIONS = 2000
MOST_BYTES = 1_000_000
MOST_BYTES_BESIDE_TEXT, MOST_BYTES_A_LETTER = 200, 6
_written = json.JSONEncoder(ensure_ascii=False).encode  # one for all: `json.dumps` would make one a line


@dataclass(frozen=True)
class QuestionFeed:
    """`body` is JSON: {"version", "questions": [{"topic", "base", "language", "text"}…]}, newest first."""

    version: str
    body: bytes


def question_feed(questions: Sequence[QuestionValue]) -> QuestionFeed:
    """The feed of these questions; never over the limits: the oldest would be left out."""
    lines = [_line(one) for one in questions[:MOST_QUESTIONS]]
    body = _joined(lines)
    while len(body.body) > MOST_BYTES:
        lines = lines[: len(lines) * 9 // 10]
        body = _joined(lines)
    return body


def is_too_large(questions: Sequence[QuestionValue]) -> bool:
    """Whether these questions do not fit into one feed."""
    return len(questions) > MOST_QUESTIONS or len(_joined([_line(one) for one in questions]).body) > MOST_BYTES


def fits_surely(number: int, letters: int) -> bool:
    """Whether so many questions with so many letters together fit into one feed, whatever the letters are."""
    return number <= MOST_QUESTIONS and number * MOST_BYTES_BESIDE_TEXT + letters * MOST_BYTES_A_LETTER <= MOST_BYTES


class FeedKeeper:
    """Hands out the feed of the newest catalogue, made once per catalogue."""

    def __init__(self) -> None:
        self._made: tuple[Catalogue, QuestionFeed] | None = None

    def feed(self, catalogue: Catalogue) -> QuestionFeed:
        if self._made is None or self._made[0] is not catalogue:
            self._made = catalogue, question_feed(catalogue.questions)
        return self._made[1]


def _line(one: QuestionValue) -> str:
    entry = {"topic": one.topic, "base": one.base, "language": one.language, "text": one.text}
    return _written(entry)


def _joined(lines: Sequence[str]) -> QuestionFeed:
    questions = ",".join(lines)
    version = hashlib.sha256(questions.encode()).hexdigest()[:16]
    return QuestionFeed(version, f'{{"version":"{version}","questions":[{questions}]}}'.encode())
