"""Several questions in one message: where it is cut, and what is made of what each piece was understood as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.nlu.decision import ANSWERS, DANGER

MOST_PIECES = 5
SHORTEST_PIECE = 6
"""Characters; what is shorter ("ok?") is no question of its own."""
# The question marks of our scripts; Japanese and Burmese mark questions by a word before the full stop.
_ENDS = re.compile(r"[?？؟⸮;]+|(?<=か)[。．]|(?<=လား)။|(?<=လဲ)။|(?<=သလဲ)။|\n+")


def pieces(text: str) -> list[str]:
    """The questions of a message, at most five; none where it is a single one."""
    found = [piece.strip() for piece in _ENDS.split(text)]
    found = [piece for piece in found if len(piece) >= SHORTEST_PIECE]
    return found[:MOST_PIECES] if len(found) > 1 else []


def joined(whole: dict[str, Any], parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the message was understood as; with `asked`, the topics of its questions, where they are several.

    A cry for help in any piece is what the whole message is about.
    """
    if whole["intent"]["name"] == DANGER:
        return whole
    for part in parts:
        if part["intent"]["name"] == DANGER:
            return part
    answered = [part for part in parts if part["intent"]["name"] == ANSWERS and part.get("topics")]
    asked = list(dict.fromkeys(part["topics"][0]["id"] for part in answered))
    if len(asked) < 2:
        return whole
    first = answered[0]
    entities = [entity for part in parts for entity in part.get("entities") or []] or whole.get("entities")
    return {**first, "entities": entities, "asked": asked}
