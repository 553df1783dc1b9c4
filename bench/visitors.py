"""Visitors who talk to a bot, one after another or eight at a time."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from bench.connection import Connection, connected
from bench.sample import Example

V = TypeVar("V")


class Silence(Exception):
    """The bot answered with nothing."""


class Visitor(Protocol):
    """One conversation."""

    async def begin(self) -> None: ...

    async def say(self, said: Example) -> Any: ...


class GatewayChannelVisitor:
    """Talks to our Rasa alone, as the gateway does."""

    def __init__(self, connection: Connection, token: str) -> None:
        self._connection = connection
        self._headers = {"Authorization": f"Bearer {token}"}
        self._sender = ""

    async def begin(self) -> None:
        self._sender = uuid4().hex

    async def say(self, said: Example) -> Any:
        body = {"sender": self._sender, "text": said.text, "metadata": {"language": said.language}}
        return _spoken((await self._connection.post("/webhooks/gateway/turn", body, self._headers))["messages"])


class RestVisitor:
    """Talks to any Rasa over its REST channel."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sender = ""

    async def begin(self) -> None:
        self._sender = uuid4().hex

    async def say(self, said: Example) -> Any:
        body = {"sender": self._sender, "message": said.text}
        return _spoken(await self._connection.post("/webhooks/rest/webhook", body))


class ApiVisitor:
    """Talks to the whole product over its public API, as the widget does."""

    def __init__(self, connection: Connection, language: str) -> None:
        self._connection = connection
        self._language = language
        self._headers: dict[str, str] = {}

    async def begin(self) -> None:
        begun = await self._connection.post("/api/v1/conversations", {"language": self._language})
        self._headers = {"Authorization": f"Bearer {begun['token']}"}

    async def say(self, said: Example) -> Any:
        return await self._send({"text": said.text})

    async def press(self, payload: str) -> Any:
        """Presses a button."""
        return await self._send({"payload": payload})

    async def _send(self, body: dict[str, str]) -> Any:
        sent = {**body, "id": str(uuid4())}
        return _spoken((await self._connection.post("/api/v1/conversations/messages", sent, self._headers))["messages"])


def _spoken(messages: Any) -> Any:
    if not messages:
        raise Silence()
    return messages


async def timed(visitor: Visitor, texts: Sequence[Example]) -> list[float]:
    """Says all texts in one new conversation; the milliseconds each took."""
    await visitor.begin()
    took = []
    for said in texts:
        began = time.perf_counter()
        await visitor.say(said)
        took.append((time.perf_counter() - began) * 1000)
    return took


async def messages_per_second(
    visitors: Sequence[Visitor], texts: Sequence[Sequence[Example]], took: list[float] | None = None
) -> float:
    """How many messages a second are answered while every visitor holds a conversation of their own.

    The milliseconds that each waited are added to `took`.
    """
    await asyncio.gather(*(visitor.begin() for visitor in visitors))
    waited = [] if took is None else took

    async def talk(visitor: Visitor, said: Sequence[Example]) -> None:
        for one in said:
            asked = time.perf_counter()
            await visitor.say(one)
            waited.append((time.perf_counter() - asked) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(talk(visitor, said) for visitor, said in zip(visitors, texts, strict=True)))
    return sum(map(len, texts)) / (time.perf_counter() - began)


@contextlib.asynccontextmanager
async def visiting(port: int, new: Callable[[Connection], V], how_many: int = 1) -> AsyncIterator[list[V]]:
    """Visitors with a connection each."""
    async with contextlib.AsyncExitStack() as stack:
        yield [new(await stack.enter_async_context(connected(port))) for _ in range(how_many)]


def taking(texts: Iterator[Example], how_many: int) -> list[Example]:
    """The next texts nobody has said yet: a text said twice would come from a cache."""
    return [next(texts) for _ in range(how_many)]
