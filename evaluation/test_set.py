"""The test set: what people may type in each language, and what must be understood. Never for training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.knowledge.content import Content
from app.settings import ROOT
from bench.sample import Example

FOLDER = ROOT / "tests/nlu"
TUNING = FOLDER / "tuning"
"""An earlier set, by which thresholds are chosen; what it scores is no proof."""
QUESTIONS, MOVES, OUT_OF_SCOPE, PLACES, NO_PLACE = "questions", "moves", "out_of_scope", "places", "no_place"
PARTS = (QUESTIONS, MOVES, OUT_OF_SCOPE, PLACES, NO_PLACE)
DANGER = "danger"


@dataclass(frozen=True)
class Line(Example):
    """A text of one part of the file; `intent` is empty where it only names a place, or none."""

    part: str
    prefecture: str | None = None

    @property
    def is_crisis(self) -> bool:
        return self.intent.startswith(f"{DANGER}/")

    @property
    def topic(self) -> str:
        """The topic's id; of questions only."""
        return self.intent.partition("/")[2]


def tags(folder: Path = FOLDER) -> list[str]:
    """The languages that have a test set."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def read(tag: str, folder: Path = FOLDER) -> list[Line]:
    """Every line of one language, in the file's order."""
    return list(_lines(tag, yaml.safe_load((folder / f"{tag}.yml").read_text("utf-8"))))


def _lines(tag: str, parts: dict[str, Any]) -> Iterator[Line]:
    groups = {topic: entry["group"] for topic, entry in Content(ROOT / "content").topics.items()}
    for topic, texts in parts[QUESTIONS].items():
        base = DANGER if groups[topic] == DANGER else "faq"
        yield from (Line(tag, f"{base}/{topic}", text, QUESTIONS) for text in texts)
    for intent, texts in parts[MOVES].items():
        yield from (Line(tag, intent, text, MOVES) for text in texts)
    yield from (Line(tag, OUT_OF_SCOPE, text, OUT_OF_SCOPE) for text in parts[OUT_OF_SCOPE])
    yield from (Line(tag, "", entry["text"], PLACES, entry["prefecture"]) for entry in parts[PLACES])
    yield from (Line(tag, "", text, NO_PLACE) for text in parts[NO_PLACE])
