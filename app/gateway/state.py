"""Everything the public routes share, joined once in app.main."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Engine

from app.conversations.sealing import Sealer
from app.database.session import CONNECTIONS, OpenSession
from app.gateway.cards import Cards
from app.gateway.limits import RateLimits
from app.gateway.measures import Measures
from app.gateway.overdue import OverdueMarks
from app.gateway.rasa_client import RasaClient
from app.gateway.rendering import Renderer
from app.gateway.turns import Turns
from app.knowledge.freshness import ReviewIntervals, today_in_japan
from app.knowledge.serving import Knowledge
from app.messages import Messages
from app.settings import Settings

Found = TypeVar("Found")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class GatewayState:
    """The gateway's parts; `request.app.state.gateway` in routes."""

    settings: Settings
    engine: Engine
    open_session: OpenSession
    sealer: Sealer
    knowledge: Knowledge
    messages: Messages
    cards: Cards
    intervals: ReviewIntervals
    rasa: RasaClient
    turns: Turns
    limits: RateLimits
    measures: Measures
    now: Callable[[], datetime] = utc_now
    serves_actions: bool = True
    """False while the port that Rasa calls is not open yet: words are understood, and cannot be answered."""
    undelivered: set[str] = field(default_factory=set)
    """Senders Rasa has yet to forget, because it did not answer when it was told to."""
    _database_threads: CapacityLimiter = field(init=False)
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def __post_init__(self) -> None:
        # SQLite lets one write at a time; whoever waits inside it sleeps in steps of up to 0.1 s.
        alone = self.engine.dialect.name == "sqlite"
        self._database_threads = CapacityLimiter(1 if alone else CONNECTIONS)

    @property
    def offered(self) -> list[str]:
        """Languages a visitor may choose."""
        return self.messages.languages

    def renderer(self) -> Renderer:
        """Words for the knowledge as it stands now."""
        catalogue, gazetteer = self.knowledge.catalogue, self.knowledge.gazetteer
        return Renderer(
            catalogue,
            gazetteer,
            self.messages,
            self.cards,
            self.settings,
            self.overdue(),
            self.knowledge.follow_ups,
            self.now(),
        )

    def overdue(self) -> OverdueMarks:
        """Marks for today, as it is in Japan."""
        return OverdueMarks(self.messages, self.intervals, today_in_japan(self.now()))

    async def in_database(self, work: Callable[[], Found]) -> Found:
        """`work` done in a thread; no more at a time than there are connections, so that pages never wait for it."""
        return await to_thread.run_sync(work, limiter=self._database_threads)

    def lock(self, conversation_id: str) -> asyncio.Lock:
        """The conversation's own lock: its messages are answered in order of arrival."""
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock
