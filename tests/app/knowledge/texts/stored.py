"""What an import has left in the database."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from app.database.session import OpenSession
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.models import KnowledgeRevision, TopicText
from app.knowledge.texts import ImportReport
from app.knowledge.values import TopicValue
from tests.app.knowledge.texts.own_topic import TOPIC

Bring = Callable[..., ImportReport]


def text_of(open_session: OpenSession, topic: str = TOPIC, language: str = "ar") -> TopicText:
    with open_session() as session:
        return session.get_one(TopicText, (topic, language))


def shown(open_session: OpenSession) -> TopicValue:
    return CatalogueKeeper(open_session).current().topic(TOPIC)


def revision(open_session: OpenSession) -> int:
    with open_session() as session:
        return session.scalar(select(KnowledgeRevision.number)) or 0


def reasons(report: ImportReport) -> str:
    return "\n".join(refusal.reason for refusal in report.judgement.refusals)
