"""Turns become counts; conversations end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.conversations import conversations
from app.conversations.counting import Turn, count_turn, count_vote
from app.conversations.models import Conversation, FeedbackCount, SealedReply, TurnCount
from app.conversations.sealing import Sealer
from app.database.migrate import migrate
from app.database.session import open_engine

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEALER = Sealer(b"pepper")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    engine = open_engine(f"sqlite:///{tmp_path / 'counts.sqlite3'}")
    migrate(engine)
    return Session(engine)


def test_equal_turns_of_a_day_become_one_row_with_a_count(session: Session) -> None:
    turn = Turn("ar", "apply_how", "answer", 0.87, "JP-23")
    for day in (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 23)):
        count_turn(session, turn, day=day)
    rows = session.scalars(select(TurnCount).order_by(TurnCount.day)).all()
    assert [(row.turns, row.confidence_tenths) for row in rows] == [(2, 8), (1, 8)]


def test_no_column_of_a_count_can_hold_words() -> None:
    columns = set(TurnCount.__table__.columns.keys())
    assert columns == {"day", "language", "topic", "kind", "confidence_tenths", "prefecture", "turns"}


def test_votes_are_counted_by_topic_and_verdict(session: Session) -> None:
    for helpful in (True, True, False):
        count_vote(session, language="fa", topic="food", helpful=helpful, day=NOW.date())
    votes = session.execute(select(FeedbackCount.helpful, FeedbackCount.votes).order_by(FeedbackCount.helpful)).all()
    assert [tuple(row) for row in votes] == [(False, 1), (True, 2)]


def test_silent_conversations_and_day_old_replies_are_purged(session: Session) -> None:
    silent = conversations.begin(session, SEALER, language="en", chosen=False, now=NOW - timedelta(minutes=31))
    busy = conversations.begin(session, SEALER, language="en", chosen=False, now=NOW - timedelta(minutes=1))
    session.flush()
    for conversation, age in ((silent, 31), (busy, 5), (busy, 25 * 60)):
        at = NOW - timedelta(minutes=age)
        conversations.keep_reply(session, SEALER, conversation, f"id {age}", b"asked", b"answered", now=at)
    assert conversations.purge(session, now=NOW) == [silent.id]
    assert session.scalar(select(func.count()).select_from(Conversation)) == 1
    assert session.scalars(select(SealedReply.message_id)).all() == ["id 5"]
