"""Tables of topics, their texts, facts and sources. The directory has its own module."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database.base import Base, UtcDateTime
from app.knowledge.vocabulary import EditingState, FactMark, Sensitivity, TextState


class Source(Base):
    """A public page that facts and services rest on; dates are partial ISO 8601 where the source is vague."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str]
    rank: Mapped[int]
    """0 official, 1 primary, 2 law text, 3 other; 9 hidden (kept for the record, never linked)."""
    source_date: Mapped[str | None]
    read_on: Mapped[str]
    checked_on: Mapped[date | None]


class Fact(Base):
    """One sourced statement; answers name the facts they rest on."""

    __tablename__ = "fact"

    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    mark: Mapped[FactMark]
    sources: Mapped[list[Source]] = relationship(secondary="fact_source", order_by=lambda: FactSource.position)


class FactSource(Base):
    """Which sources a fact rests on, best first as its author listed them."""

    __tablename__ = "fact_source"

    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]


class Topic(Base):
    """A question the assistant can answer; ids are fixed and public."""

    __tablename__ = "topic"

    id: Mapped[str] = mapped_column(primary_key=True)
    group: Mapped[str] = mapped_column("topic_group")
    position: Mapped[int]
    support: Mapped[str | None]
    sensitivity: Mapped[Sensitivity]
    state: Mapped[EditingState]
    facts: Mapped[list[Fact]] = relationship(secondary="topic_fact", order_by=lambda: TopicFact.position)
    texts: Mapped[list[TopicText]] = relationship(back_populates="topic", cascade="all, delete-orphan")


class TopicFact(Base):
    """Which facts a topic's answer rests on."""

    __tablename__ = "topic_fact"

    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]


class TopicText(Base):
    """A topic in one language: its question and, where written, its answer."""

    __tablename__ = "topic_text"

    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    question_state: Mapped[TextState]
    question_source: Mapped[str | None]
    """Digest of the English question this one translates; None in English."""
    answer: Mapped[str | None] = mapped_column(Text)
    simpler: Mapped[str | None] = mapped_column(Text)
    conditions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Situation → what differs for it."""
    answer_state: Mapped[TextState | None]
    answer_source: Mapped[str | None]
    """Digest of the English answer body this one translates; None in English."""
    changed_by_staff: Mapped[bool] = mapped_column(default=False)
    """Seeding never touches such a row again."""
    topic: Mapped[Topic] = relationship(back_populates="texts")


class TopicQuestion(Base):
    """One way of asking for a topic that stands in no training file: Rasa learns it live, while it is published."""

    __tablename__ = "topic_question"
    __table_args__ = (UniqueConstraint("topic_id", "language", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    language: Mapped[str]
    text: Mapped[str]
    state: Mapped[EditingState]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KnowledgeRevision(Base):
    """One row: a counter that every publication raises, so that each replica rereads within seconds."""

    __tablename__ = "knowledge_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    seed_digest: Mapped[str]
    """Digest of the files under content/ that were seeded last."""


class ChangedTopic(Base):
    """A topic that a publication changed; a revision without such rows may have changed anything."""

    __tablename__ = "changed_topic"

    revision: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
