"""Counts turns and votes by day; keeps no words and no order of events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, Update, bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.conversations.models import FeedbackCount, TurnCount


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of a turn without its words."""

    language: str
    topic: str | None
    kind: str
    confidence: float
    prefecture: str | None


def count_turn(session: Session, turn: Turn, *, day: date) -> None:
    """One more turn of this kind on this day."""
    key = {
        "day": day,
        "language": turn.language,
        "topic": turn.topic or "",
        "kind": turn.kind,
        "confidence_tenths": min(9, int(turn.confidence * 10)),
        "prefecture": turn.prefecture or "",
    }
    _one_more(session, TurnCount.__table__, key, "turns")  # type: ignore[arg-type]


def count_vote(session: Session, *, language: str, topic: str, helpful: bool, day: date) -> None:
    """One more vote on this topic's answer."""
    key = {"day": day, "language": language, "topic": topic, "helpful": helpful}
    _one_more(session, FeedbackCount.__table__, key, "votes")  # type: ignore[arg-type]


def _one_more(session: Session, table: Table, key: dict[str, Any], column: str) -> None:
    raise_by_one, named = _raising(table, column), {f"{name}_is": value for name, value in key.items()}
    if session.execute(raise_by_one, named).rowcount:  # type: ignore[attr-defined]
        return
    try:
        with session.begin_nested():
            session.execute(insert(table).values(**key, **{column: 1}))
    except IntegrityError:  # another replica was first
        session.execute(raise_by_one, named)


@lru_cache
def _raising(table: Table, column: str) -> Update:
    """Built once: building it costs more than running it."""
    rows = (key == bindparam(f"{key.name}_is") for key in table.primary_key)
    return update(table).where(*rows).values({column: table.c[column] + 1})
