"""Tickets for pages on which nothing was asked yet: the first message brings one, and it begins one conversation once.

Who only looks at `/plain` leaves nothing. So its form holds the token of a conversation that may never begin, with the
time and our signature. What that is for:

- A double press or a reload of the first message finds the conversation it began, instead of beginning another.
- Going back after the quick exit and letting the browser send the first message again must not answer it again: that
  would show what was asked. A ticket that was used is remembered as a conversation with nothing in it (a keyed digest
  that leads nowhere), and forgotten when it would be too old to be used anyway.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from app.conversations import conversations
from app.conversations.sealing import Sealer, new_token
from app.errors import ConversationEnded
from app.knowledge.vocabulary import SOURCE_LANGUAGE

LONGEST_VALUE = 160
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Ticket:
    """What we put into a form: the token of a conversation to be, when, and our signature."""

    token: str
    issued_at: datetime
    text: str


def new_ticket(sealer: Sealer, now: datetime) -> Ticket:
    """A ticket for a page that is sent now."""
    token, seconds = new_token(), int(now.timestamp())
    signed = f"{token}.{seconds}"
    return Ticket(token, datetime.fromtimestamp(seconds, UTC), f"{signed}.{sealer.signature(signed)}")


def is_ticket(value: str) -> bool:
    """Whether a form's value is meant as a ticket; else it is a token."""
    return "." in value


def read_ticket(sealer: Sealer, value: str) -> Ticket | None:
    """The ticket `value` is, None where it can only be a token; raises ConversationEnded for what we did not sign."""
    if len(value) > LONGEST_VALUE or not value.isascii():
        raise ConversationEnded()
    if not is_ticket(value):
        return None
    parts = value.split(".")
    token, _, rest = value.partition(".")
    seconds, _, signature = rest.partition(".")
    if len(parts) != _PARTS or not hmac.compare_digest(signature, sealer.signature(f"{token}.{seconds}")):
        raise ConversationEnded()
    return Ticket(token, datetime.fromtimestamp(int(seconds), UTC), value)


def spend(session: Session, sealer: Sealer, ticket: Ticket, *, now: datetime) -> None:
    """Remembers the ticket as used; raises IntegrityError where it was used already."""
    conversations.begin(session, sealer, language=SOURCE_LANGUAGE, chosen=False, now=now, token=ticket.text)


def is_good(session: Session, sealer: Sealer, ticket: Ticket, *, now: datetime) -> bool:
    """Whether a conversation may still begin with it: it is young, and nobody used it or left with it."""
    # As long as a used ticket is remembered, so that at no time a used one looks like a new one.
    if not timedelta() <= now - ticket.issued_at <= conversations.IDLE_AFTER:
        return False
    try:
        conversations.open_conversation(session, sealer, ticket.text, now=now, is_saved_soon=True)
    except ConversationEnded:
        return True
    return False
