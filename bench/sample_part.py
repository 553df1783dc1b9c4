"""Our pipeline beside the default one: the same sample, the same messages, turn and turn about."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.runner.state import emptied
from app.settings import ROOT
from bench import projects
from bench.children import Command, Server, run, serving
from bench.commands import DefaultSide, OurSide
from bench.connection import Connection
from bench.numbers import accuracy
from bench.projects import DEFAULT, OURS
from bench.sample import Example, draw, mixed
from bench.understanding import Understanding, understood
from bench.visitors import GatewayChannelVisitor, RestVisitor, Visitor, messages_per_second, taking, timed, visiting

STARTS = 3
BLOCKS, BLOCK = 10, 30
CROWD, CROWD_ROUNDS, CROWD_TURNS = 8, 4, 12
MOST_TRAINING_SECONDS = 25 * 60


@dataclass
class Side:
    """What was measured of one of the two."""

    training_seconds: float = 0.0
    model_megabytes: float = 0.0
    accuracy: dict[str, float] = field(default_factory=dict)
    parse_milliseconds: list[float] = field(default_factory=list)
    start_seconds: list[float] = field(default_factory=list)
    loaded_megabytes: float = 0.0
    used_megabytes: float = 0.0
    latency_milliseconds: list[float] = field(default_factory=list)
    processor_milliseconds: float = 0.0
    messages_per_second: list[float] = field(default_factory=list)


async def measure(folder: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """The numbers of both sides by name, and the size of the sample."""
    sample = draw(ROOT / "data/nlu")
    emptied(folder)
    ours, default = OurSide(folder / OURS), DefaultSide(folder / DEFAULT)
    ours_in = projects.write_ours(folder / "project-ours", sample.training)
    default_in = projects.write_default(folder / "project-default", map(projects.plain, sample.training))
    mixed_test = mixed(sample.test)
    asked = {OURS: mixed_test, DEFAULT: [projects.plain(one) for one in mixed_test]}
    sides = {OURS: Side(), DEFAULT: Side()}
    trainings = {OURS: (ours.train(ours_in), ours_in), DEFAULT: (default.train(default_in), default_in)}
    for name, (training, project) in trainings.items():
        say(f"{name}: training on {len(sample.training)} examples")
        sides[name].training_seconds = await run(training, most_seconds=MOST_TRAINING_SECONDS)
        sides[name].model_megabytes = (project / "models/bench.tar.gz").stat().st_size / 1e6
    say(f"both: understanding {len(sample.test)} texts")
    models = {name: project / "models/bench.tar.gz" for name, (_, project) in trainings.items()}
    results = await understood(
        *(Understanding(models[name], asked[name], trainings[name][0].env, folder / name) for name in models)
    )
    for name, found in zip(models, results, strict=True):
        sides[name].accuracy = accuracy(asked[name], [one["label"] for one in found])
        sides[name].parse_milliseconds = [one["milliseconds"] for one in found]
    rasas = {OURS: ours.rasa(ours_in / "models/bench.tar.gz"), DEFAULT: default.rasa(default_in)}
    ports = {OURS: ours.rasa_port, DEFAULT: default.port}
    news: dict[str, Callable[[Connection], Visitor]] = {
        OURS: lambda connection: GatewayChannelVisitor(connection, ours.rasa_token),
        DEFAULT: RestVisitor,
    }
    async with (
        serving(ours.gateway(), ours.port, "/healthz"),
        serving(default.actions(), default.actions_port, "/health"),
    ):
        for _ in range(STARTS - 1):
            for name, rasa in rasas.items():
                say(f"{name}: starting Rasa")
                async with serving(rasa, ports[name], "/") as server:
                    sides[name].start_seconds.append(server.start_seconds)
        async with _both(rasas, ports) as servers:
            for name, server in servers.items():
                sides[name].start_seconds.append(server.start_seconds)
            say("both: conversations")
            await _converse(sides, servers, news, sample.test)
    return {
        "training": len(sample.training),
        "test": len(sample.test),
        "intents": len(sample.intents),
        **{name: asdict(side) for name, side in sides.items()},
    }


@contextlib.asynccontextmanager
async def _both(rasas: dict[str, Command], ports: dict[str, int]) -> AsyncIterator[dict[str, Server]]:
    async with contextlib.AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(serving(rasa, ports[name], "/")) for name, rasa in rasas.items()}


async def _converse(
    sides: dict[str, Side],
    servers: dict[str, Server],
    news: dict[str, Callable[[Connection], Visitor]],
    asked: Sequence[Example],
) -> None:
    """The same texts to both, a block to each in turn; first one visitor, then eight."""
    texts = iter(mixed(asked))
    for server_name, server in servers.items():
        sides[server_name].loaded_megabytes = server.megabytes()
    for block in range(BLOCKS + 1):
        said = taking(texts, BLOCK)
        for name, server in servers.items():
            before = server.processor_seconds()
            async with visiting(server.port, news[name]) as (visitor,):
                took = await timed(visitor, said)
            if block:  # the first one warms up
                sides[name].latency_milliseconds += took
                used = (server.processor_seconds() - before) * 1000
                sides[name].processor_milliseconds += used / (BLOCKS * BLOCK)
    for name, server in servers.items():
        sides[name].used_megabytes = server.megabytes()
    for _ in range(CROWD_ROUNDS):
        said_by = [taking(texts, CROWD_TURNS) for _ in range(CROWD)]
        for name, server in servers.items():
            async with visiting(server.port, news[name], CROWD) as crowd:
                sides[name].messages_per_second.append(await messages_per_second(crowd, said_by))
