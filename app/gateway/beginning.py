"""Begins a conversation: the one way in, for the API and for the page without scripts."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from app.conversations import conversations
from app.gateway.plain_tickets import Ticket, spend
from app.gateway.schemas import HistoryOut, Message
from app.gateway.state import GatewayState


async def begin(
    gateway: GatewayState, address: str, language: str, *, chosen: bool, ticket: Ticket | None = None
) -> tuple[str, list[Message]]:
    """The token of a new conversation, and its greeting; with a ticket its token, also where it was used a moment ago.

    Raises TooManyRequests.
    """
    now = gateway.now()
    gateway.limits.begin(address, now.date())
    greeting = gateway.renderer().greeting(language)
    shown = HistoryOut(language=language, messages=greeting).model_dump_json().encode()

    def write() -> str:
        with gateway.open_session.begin() as session:
            if ticket is not None:
                spend(session, gateway.sealer, ticket, now=now)
            token = ticket.token if ticket else None
            begun = conversations.begin(session, gateway.sealer, language=language, chosen=chosen, now=now, token=token)
            conversations.keep_reply(session, gateway.sealer, begun, "greeting", b"", shown, now=now)
            return begun.token

    try:
        return await gateway.in_database(write), greeting
    except IntegrityError:
        if ticket is None:
            raise
        return ticket.token, greeting  # a double press, or the exit came first: whoever asks next will find out
