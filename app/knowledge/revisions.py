"""Which revision the knowledge stands at, and which topics each publication changed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.knowledge.models import ChangedTopic, KnowledgeRevision

KEPT_REVISIONS = 100
"""A replica that is further behind rereads everything."""


def raise_revision(session: Session, topics: Collection[str]) -> None:
    """Every replica rereads these topics, and all live questions, within seconds of the caller's commit.

    Without topics, or where `KnowledgeRevision.number` is raised by other hands, they reread everything.
    """
    raised = update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1).returning(KnowledgeRevision.number)
    # Never seeded: whoever reads it later reads all of it.
    if (number := session.scalar(raised)) is not None:
        if rows := [{"revision": number, "topic_id": topic} for topic in set(topics)]:
            session.execute(insert(ChangedTopic), rows)
        session.execute(delete(ChangedTopic).where(ChangedTopic.revision <= number - KEPT_REVISIONS))


def changed_since(session: Session, known: int | None) -> tuple[int, frozenset[str] | None]:
    """The newest revision, and the topics changed since the revision `known`; None where it may be anything."""
    number = session.scalar(select(KnowledgeRevision.number)) or 0
    if known is None or number < known:
        return number, None
    if number == known:
        return number, frozenset()
    since = select(ChangedTopic.revision, ChangedTopic.topic_id)
    rows = session.execute(since.where(ChangedTopic.revision > known, ChangedTopic.revision <= number)).all()
    if {row.revision for row in rows} != set(range(known + 1, number + 1)):
        return number, None
    return number, frozenset(row.topic_id for row in rows)
