"""One message, from the request to the bytes of the reply: order, exactly-once, language, counting."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from fastapi import Request
from sqlalchemy.orm import Session

from app.conversations import conversations
from app.conversations.conversations import OpenConversation
from app.conversations.counting import Turn, count_turn, count_vote
from app.errors import BadInput, EmptyMessage, TextTooLong, TopicNotFound, UnknownPayload
from app.gateway import language_replies
from app.gateway.access import offered_language
from app.gateway.deadline_replies import with_received_question
from app.gateway.moments import Moment
from app.gateway.past_replies import PastReplies, messages_of
from app.gateway.payloads import Payload, parse_payload
from app.gateway.schemas import MAX_TEXT, NewMessage, TurnOut, Understanding
from app.gateway.state import GatewayState
from app.gateway.turns import Answered
from languages import zawgyi
from languages.folding import clean

_REMEMBERED_REPLIES = 3


async def ask(gateway: GatewayState, address: str, token: str, body: NewMessage, request: Request) -> bytes:
    """The reply to `body` as JSON bytes.

    Raises ConversationEnded, IdReused, TooManyRequests, and BadInput or one of its kin for a message without sense.
    """
    began = time.perf_counter()
    now = gateway.now()
    said, payload = message_of(body)
    wish = offered_language(gateway, body.language)
    conversation_id = gateway.sealer.conversation_id(token)
    gateway.limits.message(address, conversation_id, now.date())
    message_id = str(body.id) if body.id else uuid4().hex
    asked = json.dumps([body.text, body.payload, body.language]).encode()

    def stored_reply(session: Session, found: OpenConversation) -> bytes | None:
        return conversations.stored_reply(session, gateway.sealer, found, message_id, asked) if body.id else None

    def before() -> tuple[OpenConversation, bytes | None, Sequence[bytes]]:
        with gateway.open_session.begin() as session:
            found = conversations.open_conversation(session, gateway.sealer, token, now=now, is_saved_soon=True)
            request.state.language = found.language
            stored = stored_reply(session, found)
            return (
                found,
                stored,
                [] if stored else conversations.sealed_replies(session, found, last=_REMEMBERED_REPLIES),
            )

    async with gateway.lock(conversation_id):
        conversation, stored, sealed = await gateway.in_database(before)
        if stored is not None:
            return stored
        if wish:
            conversation = conversation.with_language(wish, chosen=True)
        past = PastReplies(sealed, partial(gateway.sealer.open, token))
        answered = await _answer(gateway, conversation, said, payload, past)
        reply = TurnOut(
            language=answered.conversation.language, messages=answered.messages, understanding=answered.understanding
        )
        written = reply.model_dump_json().encode()

        def after() -> bytes:
            with gateway.open_session.begin() as session:
                conversations.save(session, answered.conversation, now=now)
                if faster := stored_reply(session, conversation):
                    return faster  # another gateway was sent the same message
                conversations.keep_reply(session, gateway.sealer, conversation, message_id, asked, written, now=now)
                count_turn(session, _counted(answered, gateway), day=now.date())
                return written

        sent = await gateway.in_database(after)
    gateway.measures.turn(answered.conversation.language, answered.messages[0].kind, time.perf_counter() - began)
    return sent


def message_of(body: NewMessage) -> tuple[str | None, Payload | None]:
    """The words or the payload; exactly one of them must be there, else BadInput or one of its kin is raised."""
    if body.payload is not None:
        if body.text is not None:
            raise BadInput()
        return None, parse_payload(body.payload)
    if body.text is None:
        raise BadInput()
    if len(body.text) > MAX_TEXT:
        raise TextTooLong(most=MAX_TEXT)
    text = clean(zawgyi.read(body.text))
    if not text:
        raise EmptyMessage()
    return text, None


async def _answer(
    gateway: GatewayState,
    conversation: OpenConversation,
    said: str | None,
    payload: Payload | None,
    past: PastReplies,
) -> Answered:
    renderer = gateway.renderer()
    if payload is None:
        assert said is not None
        return await gateway.turns.text(renderer, conversation, said, past)
    if payload.kind == "language":
        tag = offered_language(gateway, payload.value) or conversation.language
        moment = Moment(tag, conversation.situation, past, renderer.catalogue.topics)
        shown = language_replies.changed(renderer, moment)
        changed = conversation.with_language(tag, chosen=True)
        messages = with_received_question(renderer, shown, tag)
        return Answered(changed, messages, Understanding(intent="language", confidence=1.0))
    if payload.kind == "feedback":
        await gateway.in_database(lambda: _vote(gateway, conversation, payload))
        thanks = renderer.say("utter_feedback_thanks", conversation.language)
        return Answered(conversation, [thanks], Understanding(intent="feedback", confidence=1.0))
    try:
        if payload.kind == "danger" and renderer.catalogue.topic(payload.value).base_intent != "danger":
            raise UnknownPayload()
        return await gateway.turns.payload(renderer, conversation, payload, past)
    except TopicNotFound:
        raise UnknownPayload() from None


def count_vote_on(
    session: Session, gateway: GatewayState, conversation: OpenConversation, message_id: str, *, helpful: bool
) -> None:
    """Counts a vote on one of our messages; raises BadInput for a message that is not of this conversation."""
    stored = conversations.replies(session, gateway.sealer, conversation)
    voted = next((message for reply in stored for message in messages_of(reply) if message.id == message_id), None)
    if voted is None:
        raise BadInput()
    day = gateway.now().date()
    count_vote(session, language=conversation.language, topic=voted.topic or "", helpful=helpful, day=day)


def _vote(gateway: GatewayState, conversation: OpenConversation, payload: Payload) -> None:
    message_id, _, verdict = payload.value.rpartition("/")
    with gateway.open_session.begin() as session:
        count_vote_on(session, gateway, conversation, message_id, helpful=verdict == "yes")


def _counted(answered: Answered, gateway: GatewayState) -> Turn:
    first = next((message for message in answered.messages if message.kind != "notice"), answered.messages[0])
    place = next((e.value for e in answered.understanding.entities if e.entity == "place"), None)
    known = gateway.knowledge.gazetteer.places.get(place or "")
    return Turn(
        language=answered.conversation.language,
        topic=next((message.topic for message in answered.messages if message.topic), None),
        kind=first.kind,
        confidence=answered.understanding.confidence,
        prefecture=known.prefecture if known else None,
    )
