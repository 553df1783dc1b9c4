"""Everything the public routes share, joined once in app.main."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from app.conversations.sealing import Sealer
from app.database.session import OpenSession
from app.gateway.cards import Cards
from app.gateway.limits import RateLimits
from app.gateway.measures import Measures
from app.gateway.rasa_client import RasaClient
from app.gateway.rendering import Renderer
from app.gateway.turns import Turns
from app.knowledge.serving import Knowledge
from app.messages import Messages
from app.settings import Settings


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class GatewayState:
    """The gateway's parts; `request.app.state.gateway` in routes."""

    settings: Settings
    open_session: OpenSession
    sealer: Sealer
    knowledge: Knowledge
    messages: Messages
    cards: Cards
    rasa: RasaClient
    turns: Turns
    limits: RateLimits
    measures: Measures
    now: Callable[[], datetime] = utc_now
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    @property
    def offered(self) -> list[str]:
        """Languages a visitor may choose."""
        return self.messages.languages

    def renderer(self) -> Renderer:
        """Words for the knowledge as it stands now."""
        return Renderer(self.knowledge.catalogue, self.knowledge.gazetteer, self.messages, self.cards, self.settings)

    def lock(self, conversation_id: str) -> asyncio.Lock:
        """The conversation's own lock: its messages are answered in order of arrival."""
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock
