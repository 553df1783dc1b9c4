"""Begins, finds, continues and erases conversations; the only module that reads or writes their rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.conversations.models import Conversation, SealedReply
from app.conversations.sealing import Sealer, new_token
from app.errors import ConversationEnded, IdReused

IDLE_AFTER = timedelta(minutes=30)
REPLIES_KEPT = timedelta(hours=24)
LONGEST_TURN = timedelta(minutes=5)
CLOCK_SLACK = timedelta(minutes=1)


_CONVERSATION, _SEALED_REPLY = cast(Table, Conversation.__table__), cast(Table, SealedReply.__table__)

# Built once: every message runs them, and building one costs as much as running it.
_FIND = (
    select(Conversation.language, Conversation.language_chosen, Conversation.situation, Conversation.last_active_at)
    .where(Conversation.id == bindparam("conversation"))
    .with_for_update()
)
_SAVE = update(_CONVERSATION).where(_CONVERSATION.c.id == bindparam("conversation"))
_STORED = select(SealedReply.request_digest, SealedReply.sealed).where(
    SealedReply.conversation_id == bindparam("conversation"), SealedReply.message_id == bindparam("message")
)
_KEEP = insert(_SEALED_REPLY)
_REPLIES = (
    select(SealedReply.sealed)
    .where(SealedReply.conversation_id == bindparam("conversation"))
    .order_by(SealedReply.id.desc())
)
_LAST_REPLIES = _REPLIES.limit(bindparam("last"))


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """A conversation whose visitor has shown the token."""

    id: str
    token: str
    language: str
    language_chosen: bool
    situation: str | None

    def with_language(self, language: str, *, chosen: bool) -> OpenConversation:
        return replace(self, language=language, language_chosen=chosen)


def begin(
    session: Session, sealer: Sealer, *, language: str, chosen: bool, now: datetime, token: str | None = None
) -> OpenConversation:
    """A new conversation with a fresh token, or one that we made before; raises IntegrityError where that is in use."""
    token = token or new_token()
    row = Conversation(
        id=sealer.conversation_id(token), language=language, language_chosen=chosen, situation=None, last_active_at=now
    )
    session.add(row)
    session.flush()
    return OpenConversation(row.id, token, language, chosen, None)


def open_conversation(
    session: Session, sealer: Sealer, token: str, *, now: datetime, is_saved_soon: bool = False
) -> OpenConversation:
    """The only door to a conversation; unknown, erased and idle ones look alike: ConversationEnded.

    Who is going to `save` it at the end of a turn need not write that it is active, unless silence might end it before.
    """
    conversation_id = sealer.conversation_id(token)
    row = session.execute(_FIND, {"conversation": conversation_id}).one_or_none()
    if row is None or now - row.last_active_at > IDLE_AFTER:
        raise ConversationEnded()
    if not is_saved_soon or now - row.last_active_at > IDLE_AFTER - LONGEST_TURN:
        session.execute(_SAVE, {"conversation": conversation_id, "last_active_at": now})
    return OpenConversation(conversation_id, token, row.language, row.language_chosen, row.situation)


def save(session: Session, conversation: OpenConversation, *, now: datetime) -> None:
    """Language, situation and time of the last turn; raises ConversationEnded when it was erased meanwhile.

    Nobody else changes or removes the row before the caller's transaction ends.
    """
    saved = session.execute(
        _SAVE,
        {
            "conversation": conversation.id,
            "language": conversation.language,
            "language_chosen": conversation.language_chosen,
            "situation": conversation.situation,
            "last_active_at": now,
        },
    )
    if not saved.rowcount:  # type: ignore[attr-defined]
        raise ConversationEnded()


def stored_reply(
    session: Session, sealer: Sealer, conversation: OpenConversation, message_id: str, request: bytes
) -> bytes | None:
    """The reply already given to `message_id`, byte for byte; None if there is none.

    Raises IdReused when the id came with another request before.
    """
    row = session.execute(_STORED, {"conversation": conversation.id, "message": message_id}).one_or_none()
    if row is None:
        return None
    if row.request_digest != sealer.request_digest(conversation.token, request):
        raise IdReused()
    return sealer.open(conversation.token, row.sealed)


def keep_reply(
    session: Session,
    sealer: Sealer,
    conversation: OpenConversation,
    message_id: str,
    request: bytes,
    reply: bytes,
    *,
    now: datetime,
) -> None:
    """Stores a reply, sealed."""
    session.execute(
        _KEEP,
        {
            "conversation_id": conversation.id,
            "message_id": message_id,
            "request_digest": sealer.request_digest(conversation.token, request),
            "sealed": sealer.seal(conversation.token, reply),
            "answered_at": now,
        },
    )


def replies(session: Session, sealer: Sealer, conversation: OpenConversation) -> list[bytes]:
    """What we answered, oldest first."""
    return [sealer.open(conversation.token, sealed) for sealed in sealed_replies(session, conversation)]


def sealed_replies(session: Session, conversation: OpenConversation, *, last: int | None = None) -> list[bytes]:
    """The same, still sealed; only the `last` few where a number is given."""
    asked = {"conversation": conversation.id}
    found = session.scalars(_LAST_REPLIES, asked | {"last": last}) if last else session.scalars(_REPLIES, asked)
    return list(reversed(found.all()))


def erase(session: Session, sealer: Sealer, token: str) -> str:
    """Removes the conversation and all its replies at once; the conversation's id, also when there was none."""
    conversation_id = sealer.conversation_id(token)
    session.execute(delete(SealedReply).where(SealedReply.conversation_id == conversation_id))
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))
    return conversation_id


def purge(session: Session, *, now: datetime) -> list[str]:
    """The ids of the conversations that ended by silence and were removed; replies older than a day go as well."""
    # A clock that was set back must not keep anything longer than promised.
    for times in (Conversation.last_active_at, SealedReply.answered_at):
        session.execute(update(times.class_).where(times > now + CLOCK_SLACK).values({times: now}))
    idle = select(Conversation.id).where(Conversation.last_active_at < now - IDLE_AFTER)
    session.execute(delete(SealedReply).where(SealedReply.conversation_id.in_(idle)))
    session.execute(delete(SealedReply).where(SealedReply.answered_at < now - REPLIES_KEPT))
    ended = session.scalars(
        delete(Conversation).where(Conversation.last_active_at < now - IDLE_AFTER).returning(Conversation.id)
    )
    return list(ended)
