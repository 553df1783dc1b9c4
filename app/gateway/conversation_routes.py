"""/api/v1/conversations: begin, ask, look back, erase, vote."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Body, Header, Request, Response, status

from app.conversations import conversations
from app.gateway.access import Address, Gateway, VisitorToken, offered_language
from app.gateway.asking import ask, count_vote_on
from app.gateway.beginning import begin
from app.gateway.forgetting import erase
from app.gateway.reply_language import first_language
from app.gateway.schemas import (
    ConversationOut,
    Feedback,
    HistoryOut,
    NewConversation,
    NewMessage,
    Receipt,
    TurnOut,
)

router = APIRouter(prefix="/api/v1")


@router.post("/conversations", status_code=status.HTTP_201_CREATED)
async def begin_conversation(
    gateway: Gateway,
    address: Address,
    body: NewConversation | None = None,
    accept_language: Annotated[str, Header()] = "",
) -> ConversationOut:
    """Opens an anonymous conversation and greets."""
    language, chosen = first_language(
        offered_language(gateway, body.language if body else None), accept_language, gateway.offered
    )
    token, greeting = await begin(gateway, address, language, chosen=chosen)
    return ConversationOut(token=token, language=language, messages=greeting)


@router.post("/conversations/messages", response_model=TurnOut)
async def send_message(
    gateway: Gateway, address: Address, token: VisitorToken, body: NewMessage, request: Request
) -> Response:
    """Answers one message or button; the same id again gives the stored reply, byte for byte."""
    reply = await ask(gateway, address, token, body, request)
    return Response(reply, media_type="application/json")


@router.get("/conversations")
async def look_back(gateway: Gateway, address: Address, token: VisitorToken) -> HistoryOut:
    """What we said so far; the visitor's own words are kept nowhere."""
    gateway.limits.request(address, gateway.now().date())

    def read() -> tuple[str, list[bytes]]:
        with gateway.open_session.begin() as session:
            found = conversations.open_conversation(session, gateway.sealer, token, now=gateway.now())
            return found.language, conversations.replies(session, gateway.sealer, found)

    language, stored = await gateway.in_database(read)
    return HistoryOut(language=language, messages=[m for reply in stored for m in json.loads(reply)["messages"]])


@router.delete("/conversations")
async def erase_conversation(gateway: Gateway, address: Address, token: VisitorToken) -> Receipt:
    """Erases the conversation everywhere; a token nobody knows is refused."""
    gateway.limits.request(address, gateway.now().date())
    return Receipt(receipt=await erase(gateway, token, must_be_known=True))


@router.post("/exit")
async def leave(gateway: Gateway, body: Annotated[str, Body(media_type="text/plain", max_length=128)]) -> Receipt:
    """The same for a page that is being left: the token comes as plain text and nothing is asked back.

    Whoever asked too often, or shares an address with those who did, may leave all the same.
    """
    return Receipt(receipt=await erase(gateway, body.strip(), must_be_known=False))


@router.post("/conversations/feedback", status_code=status.HTTP_204_NO_CONTENT)
async def give_feedback(gateway: Gateway, address: Address, token: VisitorToken, body: Feedback) -> None:
    """Counts a vote on one of our messages; a comment is read by nobody yet and therefore not kept."""
    gateway.limits.message(address, gateway.sealer.conversation_id(token), gateway.now().date())

    def count() -> None:
        now = gateway.now()
        with gateway.open_session.begin() as session:
            found = conversations.open_conversation(session, gateway.sealer, token, now=now)
            count_vote_on(session, gateway, found, body.message_id, helpful=body.helpful)

    await gateway.in_database(count)
