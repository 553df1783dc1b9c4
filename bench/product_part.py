"""The whole product as `make run` serves it: gateway and Rasa with the real model, asked over the public API."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from app.runner.console import Console
from app.runner.state import emptied
from app.runner.training import train_if_needed
from app.runner.training_plan import TrainingPlan
from app.settings import ROOT
from bench.children import Server, launched
from bench.commands import OurSide
from bench.connection import Connection
from bench.sample import LANGUAGES, Example, draw, mixed
from bench.sample_part import CROWD, CROWD_ROUNDS, CROWD_TURNS
from bench.understanding import Understanding, understood
from bench.visitors import ApiVisitor, messages_per_second, taking, timed, visiting

STARTS = 3
TURNS = 60
PARSED_TEXTS = 300


@dataclass
class Product:
    """What was measured."""

    model_megabytes: float = 0.0
    parse_milliseconds: list[float] = field(default_factory=list)
    gateway_first_start_seconds: float = 0.0
    gateway_start_seconds: list[float] = field(default_factory=list)
    rasa_start_seconds: list[float] = field(default_factory=list)
    megabytes: dict[str, float] = field(default_factory=dict)
    processor_milliseconds: dict[str, float] = field(default_factory=dict)
    conversations: dict[str, list[float]] = field(default_factory=dict)
    button_milliseconds: list[float] = field(default_factory=list)
    messages_per_second: list[float] = field(default_factory=list)
    crowd_milliseconds: list[float] = field(default_factory=list)
    buttons_per_second: list[float] = field(default_factory=list)


async def measure(folder: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """The numbers by name."""
    emptied(folder)
    sample = draw(ROOT / "data/nlu")
    plan = TrainingPlan.of_project(ROOT, ROOT / "var")
    if await train_if_needed(plan, os.environ, Console()):
        say("the project's model was trained first")
    model = folder / "shirube.tar.gz"  # a copy: somebody may train while we measure
    shutil.copy(plan.model, model)
    found = Product(model_megabytes=model.stat().st_size / 1e6)
    ours = OurSide(folder)
    texts = iter(mixed(sample.test))
    say(f"product: understanding {PARSED_TEXTS} texts inside Rasa")
    (results,) = await understood(Understanding(model, taking(texts, PARSED_TEXTS), ours.rasa_env(), folder))
    found.parse_milliseconds = [one["milliseconds"] for one in results]
    for start in range(STARTS):
        say("product: starting gateway and Rasa together")
        async with _started(ours, model) as (gateway, rasa):
            if start:
                found.gateway_start_seconds.append(gateway.start_seconds)
            else:
                found.gateway_first_start_seconds = gateway.start_seconds
            found.rasa_start_seconds.append(rasa.start_seconds)
            if start == STARTS - 1:
                found.megabytes |= {"gateway loaded": gateway.megabytes(), "rasa loaded": rasa.megabytes()}
                say("product: conversations")
                await _converse(found, {"gateway": gateway, "rasa": rasa}, mixed(sample.training), sample.intents)
                found.megabytes |= {"gateway used": gateway.megabytes(), "rasa used": rasa.megabytes()}
    return asdict(found)


@contextlib.asynccontextmanager
async def _started(ours: OurSide, model: Path) -> AsyncIterator[tuple[Server, Server]]:
    """Both, begun at the same time; Rasa counts as started when the gateway's /readyz says so."""
    async with launched(ours.gateway()) as gateway, launched(ours.rasa(model)) as rasa:
        serving = await asyncio.gather(gateway.ready(ours.port, "/healthz"), rasa.ready(ours.port, "/readyz"))
        yield serving[0], replace(serving[1], port=ours.rasa_port)


async def _converse(found: Product, servers: dict[str, Server], texts: list[Example], intents: tuple[str, ...]) -> None:
    """One visitor in each language, then eight at once; then both by button."""
    port = servers["gateway"].port
    unsaid = {language: iter([one for one in texts if one.language == language]) for language in LANGUAGES}
    for language in LANGUAGES:
        async with visiting(port, _speaking("en")) as (visitor,):
            await timed(visitor, taking(unsaid[language], 10))  # warms up
    before = {name: server.processor_seconds() for name, server in servers.items()}
    for language in LANGUAGES:
        async with visiting(port, _speaking(language)) as (visitor,):
            found.conversations[language] = await timed(visitor, taking(unsaid[language], TURNS))
    for name, server in servers.items():
        used = (server.processor_seconds() - before[name]) * 1000
        found.processor_milliseconds[name] = used / (TURNS * len(LANGUAGES))
    for _ in range(CROWD_ROUNDS):
        said_by = [taking(unsaid[LANGUAGES[n % len(LANGUAGES)]], CROWD_TURNS) for n in range(CROWD)]
        async with visiting(port, _speaking("en"), CROWD) as crowd:
            found.messages_per_second.append(await messages_per_second(crowd, said_by, found.crowd_milliseconds))
    buttons = [Example("en", intent, intent) for intent in intents]
    async with visiting(port, lambda connection: ButtonVisitor(connection, "en")) as (visitor,):
        found.button_milliseconds = await timed(visitor, buttons)
    for _ in range(CROWD_ROUNDS):
        async with visiting(port, lambda connection: ButtonVisitor(connection, "en"), CROWD) as pressing:
            found.buttons_per_second.append(await messages_per_second(pressing, [buttons[:CROWD_TURNS]] * CROWD))


def _speaking(language: str) -> Callable[[Connection], ApiVisitor]:
    return lambda connection: ApiVisitor(connection, language)


class ButtonVisitor(ApiVisitor):
    """Says nothing and presses the topic's button instead."""

    async def say(self, said: Example) -> Any:
        return await self.press(said.intent)
