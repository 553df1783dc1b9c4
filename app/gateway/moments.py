"""What a reply must know of its conversation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.gateway.past_replies import PastReplies
from app.gateway.schemas import Message


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
        asked = any(map(leads_to_services, self.last_reply))
        last = "services" if shown and not any(message.topic for message in self.last_reply) else self.last_topic
        return {"after": last or "", "searching": "yes" if shown or asked else "no"}


def leads_to_services(message: Message) -> bool:
    """Whether it asks for what a search needs: the place, a filter, or the need and nothing else."""
    payloads = [button.payload for button in message.buttons]
    is_of_a_search = any(payload.startswith(("place/", "only/")) for payload in payloads)
    asks_need = any(payload.startswith("need/") for payload in payloads)
    speaks_of_subjects = any(payload.startswith(("faq/", "safe/")) for payload in payloads)
    return message.kind == "question" and (is_of_a_search or (asks_need and not speaks_of_subjects))


def asks_place(message: Message) -> bool:
    """Whether it asks where services are looked for."""
    return message.kind == "question" and any(one.payload.startswith("place/") for one in message.buttons)
