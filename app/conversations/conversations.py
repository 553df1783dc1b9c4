"""Begins, finds, continues and erases conversations; the only module that reads or writes their rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.conversations.models import Conversation, SealedReply
from app.conversations.sealing import Sealer, new_token
from app.errors import ConversationEnded, IdReused

IDLE_AFTER = timedelta(minutes=30)
REPLIES_KEPT = timedelta(hours=24)
LONGEST_TURN = timedelta(minutes=5)
CLOCK_SLACK = timedelta(minutes=1)


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


def begin(session: Session, sealer: Sealer, *, language: str, chosen: bool, now: datetime) -> OpenConversation:
    """A new conversation with a fresh token."""
    token = new_token()
    row = Conversation(
        id=sealer.conversation_id(token), language=language, language_chosen=chosen, situation=None, last_active_at=now
    )
    session.add(row)
    return OpenConversation(row.id, token, language, chosen, None)


def open_conversation(
    session: Session, sealer: Sealer, token: str, *, now: datetime, is_saved_soon: bool = False
) -> OpenConversation:
    """The only door to a conversation; unknown, erased and idle ones look alike: ConversationEnded.

    Who is going to `save` it at the end of a turn need not write that it is active, unless silence might end it before.
    """
    row = session.get(Conversation, sealer.conversation_id(token), with_for_update=True)
    if row is None or now - row.last_active_at > IDLE_AFTER:
        raise ConversationEnded()
    if not is_saved_soon or now - row.last_active_at > IDLE_AFTER - LONGEST_TURN:
        row.last_active_at = now
    return OpenConversation(row.id, token, row.language, row.language_chosen, row.situation)


def save(session: Session, conversation: OpenConversation, *, now: datetime) -> None:
    """Language, situation and time of the last turn; raises ConversationEnded when it was erased meanwhile.

    Nobody else changes or removes the row before the caller's transaction ends.
    """
    row = session.get(Conversation, conversation.id, with_for_update=True)
    if row is None:
        raise ConversationEnded()
    row.language, row.language_chosen = conversation.language, conversation.language_chosen
    row.situation = conversation.situation
    row.last_active_at = now


def stored_reply(
    session: Session, sealer: Sealer, conversation: OpenConversation, message_id: str, request: bytes
) -> bytes | None:
    """The reply already given to `message_id`, byte for byte; None if there is none.

    Raises IdReused when the id came with another request before.
    """
    row = session.scalar(
        select(SealedReply).where(SealedReply.conversation_id == conversation.id, SealedReply.message_id == message_id)
    )
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
    session.add(
        SealedReply(
            conversation_id=conversation.id,
            message_id=message_id,
            request_digest=sealer.request_digest(conversation.token, request),
            sealed=sealer.seal(conversation.token, reply),
            answered_at=now,
        )
    )


def replies(session: Session, sealer: Sealer, conversation: OpenConversation) -> list[bytes]:
    """What we answered, oldest first."""
    return [sealer.open(conversation.token, sealed) for sealed in sealed_replies(session, conversation)]


def sealed_replies(session: Session, conversation: OpenConversation, *, last: int | None = None) -> list[bytes]:
    """The same, still sealed; only the `last` few where a number is given."""
    query = (
        select(SealedReply.sealed).where(SealedReply.conversation_id == conversation.id).order_by(SealedReply.id.desc())
    )
    return list(reversed(session.scalars(query.limit(last)).all()))


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
