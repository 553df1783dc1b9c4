"""Where a form of the page without scripts comes from: an open conversation, or a page before it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.conversations import conversations
from app.errors import ConversationEnded
from app.gateway.forgetting import erase
from app.gateway.past_replies import messages_of
from app.gateway.plain_pages import PlainPage
from app.gateway.plain_tickets import Ticket, is_good, read_ticket, spend
from app.gateway.state import GatewayState

SHOWN_REPLIES = 3
"""As many as a turn can look back on; more would be long to load and to scroll."""


@dataclass(frozen=True)
class Visit:
    """A token with what was said, or a ticket with nothing."""

    token: str
    language: str
    ticket: Ticket | None = None
    replies: Sequence[bytes] = ()
    """Oldest first, without the greeting."""

    def page(self, *, upto: bytes | None = None) -> PlainPage:
        """The page as it stands; its newest reply is `upto` where that is given: a reload shows what was there."""
        if self.ticket is not None:
            return PlainPage(self.language, ticket=self.ticket.text)
        replies = list(self.replies)
        if upto is not None:
            replies = replies[: replies.index(upto) + 1] if upto in replies else [upto]
        return PlainPage(self.language, token=self.token, replies=[messages_of(one) for one in reversed(replies)])


async def find_visit(gateway: GatewayState, value: str, language: str) -> Visit:
    """The visit of a token or ticket, on a page in `language`; raises ConversationEnded."""
    ticket = read_ticket(gateway.sealer, value)
    token, now = ticket.token if ticket else value, gateway.now()

    def look() -> Visit:
        with gateway.open_session.begin() as session:
            try:
                found = conversations.open_conversation(session, gateway.sealer, token, now=now, is_saved_soon=True)
            except ConversationEnded:
                if ticket is None or not is_good(session, gateway.sealer, ticket, now=now):
                    raise
                return Visit(token, language, ticket)
            sealed = conversations.sealed_replies(session, found, last=SHOWN_REPLIES)
            replies = [gateway.sealer.open(token, one) for one in sealed]
            return Visit(token, found.language, replies=[one for one in replies if not _is_greeting(one)])

    return await gateway.in_database(look)


async def forget(gateway: GatewayState, value: str, *, must_be_known: bool) -> str:
    """The receipt for what is erased, or can no longer begin; raises ConversationEnded as `erase` does."""
    ticket = read_ticket(gateway.sealer, value)
    if ticket is None:
        return await erase(gateway, value, must_be_known=must_be_known)

    def use_up() -> None:
        with gateway.open_session.begin() as session:
            spend(session, gateway.sealer, ticket, now=gateway.now())

    with contextlib.suppress(IntegrityError):
        await gateway.in_database(use_up)
    return await erase(gateway, ticket.token, must_be_known=must_be_known)


def _is_greeting(reply: bytes) -> bool:
    return messages_of(reply)[0].kind == "greeting"
