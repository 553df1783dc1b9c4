"""Tables of conversations, sealed replies and counts. No column holds a visitor's words."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base, UtcDateTime


class Conversation(Base):
    """One visitor's conversation; the token itself is nowhere, only its keyed digest."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(primary_key=True)
    """HMAC-SHA256 of the visitor's token, hexadecimal."""
    language: Mapped[str]
    language_chosen: Mapped[bool] = mapped_column(default=False)
    situation: Mapped[str | None]
    last_active_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SealedReply(Base):
    """What we answered once, readable only with the visitor's token; makes a repeated message harmless."""

    __tablename__ = "sealed_reply"
    __table_args__ = (UniqueConstraint("conversation_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str]
    """The client's id of the message, or one of ours where it sent none."""
    request_digest: Mapped[str]
    """Keyed digest of what was asked: tells a retry from another question without keeping either."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class TurnCount(Base):
    """How many turns of one kind a day had: a count, not a story."""

    __tablename__ = "turn_count"

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    """Topic id, or "" where none was found."""
    kind: Mapped[str] = mapped_column(primary_key=True)
    """The kind of our first reply: answer, services, crisis, question, fallback, notice, greeting."""
    confidence_tenths: Mapped[int] = mapped_column(primary_key=True)
    prefecture: Mapped[str] = mapped_column(primary_key=True)
    """ISO 3166-2, or "" where none was named."""
    turns: Mapped[int]


class FeedbackCount(Base):
    """How often an answer was called helpful or not."""

    __tablename__ = "feedback_count"

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    helpful: Mapped[bool] = mapped_column(primary_key=True)
    votes: Mapped[int]
