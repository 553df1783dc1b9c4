"""Two whole Shirubes on one database, the staff who publish there, and a visitor who watches how long answers take."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.runner.environments import with_live_questions
from app.runner.state import emptied
from bench.children import Command, Server, launched, run
from bench.commands import OurSide
from bench.sample import Example
from bench.visitors import ApiVisitor, visiting

REPLICAS = 2
MOST_SECONDS = 60.0
ASKED_SECONDS = 2.0
"""About as long as a published question is asked before it is recognised."""


@dataclass(frozen=True)
class Staff:
    """Publishes as staff do, by `python -m app questions` in a process of its own."""

    gateway: Command

    async def publish(self, file: Path) -> None:
        """Returns when the command has ended; raises MeasuringFailed where it refuses."""
        await self._questions("--publish", str(file))

    async def withdraw(self, topic: str) -> None:
        """The same for the topic's live questions, and the topic if it was only live."""
        await self._questions("--withdraw", topic)

    async def _questions(self, *arguments: str) -> None:
        python = self.gateway.arguments[0]
        command = replace(
            self.gateway,
            name="questions",
            arguments=[python, "-m", "app", "questions", *arguments],
            log=self.gateway.log.with_name("questions.log"),
        )
        await run(command, most_seconds=MOST_SECONDS)


@dataclass(frozen=True)
class Replicas:
    """Where they answer, and who publishes."""

    ports: list[int]
    rasas: list[Server]
    staff: Staff


@contextlib.asynccontextmanager
async def replicas(model: Path, folder: Path) -> AsyncIterator[Replicas]:
    """Gateway and Rasa twice, until the block is left."""
    copy = emptied(folder) / "shirube.tar.gz"
    shutil.copy(model, copy)
    url = f"sqlite:///{folder / 'shared.sqlite3'}"
    async with contextlib.AsyncExitStack() as stack:
        found = []
        for number in range(REPLICAS):
            side = OurSide(folder / f"replica{number}")
            gateway, rasa = side.gateway(), side.rasa(copy)
            gateway = replace(gateway, env={**gateway.env, "DATABASE_URL": url})
            rasa = replace(rasa, env=with_live_questions(rasa.env, side.var, side.internal_port))
            first = await stack.enter_async_context(launched(gateway))
            await first.ready(side.port, "/healthz")
            second = await stack.enter_async_context(launched(rasa))
            found.append((side.port, await second.ready(side.port, "/readyz"), gateway))
        ports, rasas, gateways = zip(*found, strict=True)
        yield Replicas(list(ports), list(rasas), Staff(gateways[0]))


async def watched(port: int, seconds: float) -> list[float]:
    """Milliseconds of one message after another, all of them different, by one visitor."""
    took, end = [], time.perf_counter() + seconds
    async with visiting(port, lambda connection: ApiVisitor(connection, "en")) as (visitor,):
        await visitor.begin()
        while (began := time.perf_counter()) < end:
            await visitor.say(Example("en", "", f"where do I find a lawyer who has time on day {began:.4f}"))
            took.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.02)
    return took


async def watched_before(ports: list[int], line: Example, seconds: float) -> list[float]:
    """`watched` before anything is published, while the line is asked as it will be asked afterwards."""
    watching = asyncio.create_task(watched(ports[0], seconds))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ASKED_SECONDS):
            await asyncio.gather(*(seconds_until(port, line, time.perf_counter(), right=True) for port in ports))
    return await watching


async def seconds_until(port: int, line: Example, began: float, *, right: bool) -> float:
    """From `began` to the first answer that is, or is not, the line's topic; infinite where none comes in a minute."""
    while await is_right(port, line) is not right:
        if time.perf_counter() - began > MOST_SECONDS:
            return float("inf")
        await asyncio.sleep(0.25)
    return time.perf_counter() - began


async def is_right(port: int, line: Example) -> bool:
    """Whether the answer that comes is that of the line's topic."""
    async with visiting(port, lambda connection: ApiVisitor(connection, line.language)) as (visitor,):
        await visitor.begin()
        messages = await visitor.say(line)
        return any(message["topic"] == line.intent.partition("/")[2] for message in messages)
