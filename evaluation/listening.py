"""What the trained model makes of each test line, with the language decided as the gateway decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import languages
from app.knowledge.vocabulary import LEAST_DANGER
from bench.sample import Example
from bench.understanding import Understanding, understood
from evaluation.closeness import Closeness
from evaluation.rasa_room import RasaRoom
from evaluation.test_set import DANGER, Line
from languages import Identification
from languages.folding import clean

ANSWER, ASK_WHICH, OFFER, OUT_OF_SCOPE, DIALOGUE = "answer", "ask_which", "offer", "out_of_scope", "dialogue"
"""Decisions, as bot/nlu/decision.py names them; `danger` is one, too."""
_BUTTONS = {ASK_WHICH: 2, OFFER: 3}


@dataclass(frozen=True)
class Heard:
    """A test line and what was understood."""

    line: Line
    identified: Identification
    intent: str
    decision: str
    topics: tuple[tuple[str, float], ...]
    """Ids with probabilities, the likeliest first."""
    dangers: frozenset[str]
    place: str | None
    """One code, or several with spaces between: which one is asked."""
    milliseconds: float
    closeness: Closeness | None = None

    @property
    def likeliest(self) -> str | None:
        return self.topics[0][0] if self.topics else None

    @property
    def is_topic_right(self) -> bool:
        return self.likeliest == self.line.topic

    @property
    def said_topic(self) -> str | None:
        """The topic whose text the visitor gets: of danger the likeliest one, or `emergency`."""
        if self.decision == DANGER:
            return next((topic for topic, _ in self.topics if topic in self.dangers), "emergency")
        return self.likeliest if self.decision == ANSWER else None

    @property
    def is_danger_offered(self) -> bool:
        """Whether a danger's text stands on a button beside another answer."""
        return self.decision != DANGER and any(
            topic in self.dangers and likely >= LEAST_DANGER for topic, likely in self.topics
        )

    @property
    def buttons(self) -> tuple[str, ...]:
        """The topics the visitor may choose from."""
        return tuple(topic for topic, _ in self.topics[: _BUTTONS.get(self.decision, 0)])


async def listen(
    lines: Sequence[Line], close: Sequence[Closeness | None], dangers: frozenset[str], model: Path, room: RasaRoom
) -> list[Heard]:
    """Every line, parsed inside a process that loaded the model."""
    # As app/gateway/asking.py and turns.py do it; the conversation is in the line's language.
    identified = [languages.identify(clean(line.text), line.language) for line in lines]
    texts = [
        Example(found.language or line.language, line.intent, clean(line.text))
        for line, found in zip(lines, identified, strict=True)
    ]
    (results,) = await understood(Understanding(model, texts, room.env(), room.folder))
    return [
        _heard(line, found, result, dangers, near)
        for line, found, result, near in zip(lines, identified, results, close, strict=True)
    ]


def _heard(
    line: Line, identified: Identification, result: dict[str, Any], dangers: frozenset[str], near: Closeness | None
) -> Heard:
    places = {one["entity"]: one["value"] for one in result["entities"] if one["value"] != "near"}
    return Heard(
        line,
        identified,
        result["intent"] or "",
        result["decision"] or "",
        tuple((topic["id"], topic["confidence"]) for topic in result["topics"]),
        dangers,
        places.get("place") or places.get("place_candidates"),
        result["milliseconds"],
        near,
    )
