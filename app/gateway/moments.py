"""What a reply must know of its conversation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.gateway.past_replies import PastReplies
from app.gateway.schemas import Message

_OF_A_SEARCH = ("place/", "need/", "only/")
"""Payloads of a question that leads to services."""


@dataclass(frozen=True)
class Moment:
    """Language, situation and what was said before."""

    language: str
    situation: str | None
    past: PastReplies
    published: Collection[str]
    """Topics that can be answered now."""

    @property
    def said(self) -> list[Message]:
        """The messages of the last few replies, oldest first."""
        return [message for reply in self.past.replies for message in reply]

    @property
    def last_reply(self) -> list[Message]:
        """What we said last; empty at the very beginning."""
        return self.past.replies[-1] if self.past.replies else []

    @property
    def last_topic(self) -> str | None:
        """The last topic that was answered and still can be: staff may have taken back another meanwhile."""
        return next((message.topic for message in reversed(self.said) if message.topic in self.published), None)

    @property
    def before(self) -> dict[str, str]:
        """What helps to understand a short message: the last subject, and whether services are looked for or shown."""
        shown = any(message.services for message in self.last_reply)
        questions = [message for message in self.last_reply if message.kind == "question"]
        asked = any(one.payload.startswith(_OF_A_SEARCH) for question in questions for one in question.buttons)
        last = "services" if shown and not any(message.topic for message in self.last_reply) else self.last_topic
        return {"after": last or "", "searching": "yes" if shown or asked else "no"}
