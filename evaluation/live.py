"""Live text: topics published while two replicas serve, asked as published and otherwise, and what it costs the rest.

`python -m evaluation.live [--asked FOLDER] [--model FILE]` measures and writes docs/live-text.md.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import math
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import yaml

from app.database.session import OpenSession, open_engine, session_factory
from app.knowledge.publication import Publication, read_publication
from app.knowledge.publishing import publish, withdraw
from app.runner.environments import with_live_questions
from app.runner.state import emptied
from app.runner.training_plan import TrainingPlan
from app.settings import ROOT
from bench import machine
from bench.children import MeasuringFailed, launched
from bench.commands import OurSide
from bench.numbers import median, p95, table
from bench.sample import Example
from bench.visitors import ApiVisitor, visiting
from evaluation import test_set

PUBLICATIONS = ROOT / "tests/nlu/live"
ASKED = PUBLICATIONS / "asked"
DOCUMENT = ROOT / "docs/live-text.md"
VAR = Path(os.environ.get("SHIRUBE_VAR") or ROOT / "var").absolute()
REPLICAS = 2
EVERY = 4
"""Of the test set's questions, each fourth is asked before and meanwhile."""
FLOOD = 1900
CALM_SECONDS, WATCHED_SECONDS, FLOOD_SECONDS, MOST_SECONDS = 8.0, 8.0, 15.0, 60.0
HEAD = """# Live text

Written by `python -m evaluation.live`; not to be edited. {date}, commit {commit}, {processor}. Other programs used
{bystanders:.0f} % of the processors meanwhile. Two replicas (gateway and Rasa each) on one database, asked over the
public API. The topics (`tests/nlu/live/`) are none of ours; a question counts as recognised where the topic's answer
comes, not where it is offered.

"""


@dataclass(frozen=True)
class Published:
    """What one topic got and cost."""

    topic: str
    recognised_seconds: list[float]
    """By each replica, from the end of the publishing transaction to the first right answer."""
    gone_seconds: list[float]
    own: list[bool]
    asked: list[bool]
    others_before: list[bool]
    others_after: list[bool]
    calm: list[float]
    meanwhile: list[float]


@dataclass(frozen=True)
class Flood:
    """Milliseconds of messages while nothing, and while nearly 2,000 new questions are learned."""

    calm: list[float]
    meanwhile: list[float]
    learned_seconds: float
    topic_seconds: float
    """Until a topic that was published right after them is recognised."""


async def measure(model: Path, asked: Path, folder: Path, say: Callable[[str], None]) -> tuple[list[Published], Flood]:
    """Every topic of tests/nlu/live, one after another, and a flood of questions."""
    async with _replicas(model, folder) as (ports, open_session):
        lines = [line for tag in test_set.tags() for line in test_set.read(tag) if line.part == test_set.QUESTIONS]
        others: list[Example] = list(lines[::EVERY])
        say(f"asking {len(others)} test questions before")
        before = [await _is_right(ports[0], line) for line in others]
        found = []
        for path in sorted(PUBLICATIONS.glob("*.yml")):
            say(f"publishing {path.stem}")
            otherwise = yaml.safe_load((asked / path.name).read_text("utf-8"))
            found.append(await _published(ports, open_session, read_publication(path), otherwise, others, before))
        say(f"publishing {FLOOD} questions at once")
        return found, await _flooded(ports[0], open_session)


async def _published(
    ports: Sequence[int],
    open_session: OpenSession,
    publication: Publication,
    otherwise: dict[str, list[str]],
    others: list[Example],
    before: list[bool],
) -> Published:
    intent = f"faq/{publication.topic}"
    own = [Example(tag, intent, text) for tag, texts in publication.questions.items() for text in texts]
    asked = [Example(tag, intent, text) for tag, texts in otherwise.items() for text in texts]
    calm = await _watched(ports[0], CALM_SECONDS)
    with open_session.begin() as session:
        publish(session, publication, at=datetime.now(UTC))
    began = time.perf_counter()
    watching = asyncio.create_task(_watched(ports[0], WATCHED_SECONDS))
    seconds = await asyncio.gather(*(_seconds_until(port, own[-1], began, right=True) for port in ports))
    meanwhile = await watching
    found = [[await _is_right(ports[-1], one) for one in texts] for texts in (own, asked, others)]
    with open_session.begin() as session:
        withdraw(session, publication.topic, with_topic=True)
    began = time.perf_counter()
    gone = await asyncio.gather(*(_seconds_until(port, own[-1], began, right=False) for port in ports))
    return Published(publication.topic, seconds, gone, found[0], found[1], before, found[2], calm, meanwhile)


async def _flooded(port: int, open_session: OpenSession) -> Flood:
    topic, last = "find_doctor", "zimbel quorf last of all"
    texts = [last, *(f"{n} wants the doctor of number {n * 7919}" for n in range(FLOOD))]
    flood = Publication.model_validate({"topic": topic, "questions": {"en": texts[::-1]}})
    calm = await _watched(port, CALM_SECONDS)
    new = read_publication(sorted(PUBLICATIONS.glob("*.yml"))[0])
    with open_session.begin() as session:
        publish(session, flood, at=datetime.now(UTC))
    began = time.perf_counter()
    watching = asyncio.create_task(_watched(port, FLOOD_SECONDS))
    await asyncio.sleep(2)  # the flood is being learned
    with open_session.begin() as session:
        publish(session, new, at=datetime.now(UTC))
    published = time.perf_counter()
    (language, (*_, text)), *_ = new.questions.items()
    of_topic = await _seconds_until(port, Example(language, f"faq/{new.topic}", text), published, right=True)
    seconds = await _seconds_until(port, Example("en", f"faq/{topic}", last), began, right=True, pause=0.5)
    meanwhile = await watching
    with open_session.begin() as session:
        withdraw(session, topic, with_topic=False)
        withdraw(session, new.topic, with_topic=True)
    return Flood(calm, meanwhile, seconds, of_topic)


async def _watched(port: int, seconds: float) -> list[float]:
    """Milliseconds of one message after another, all of them different, by one visitor."""
    took, end = [], time.perf_counter() + seconds
    async with visiting(port, lambda connection: ApiVisitor(connection, "en")) as (visitor,):
        await visitor.begin()
        while (began := time.perf_counter()) < end:
            await visitor.say(Example("en", "", f"where do I find a lawyer who has time on day {began:.4f}"))
            took.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.02)
    return took


async def _seconds_until(port: int, line: Example, began: float, *, right: bool, pause: float = 0.25) -> float:
    while await _is_right(port, line) is not right:
        if time.perf_counter() - began > MOST_SECONDS:
            return float("inf")
        await asyncio.sleep(pause)
    return time.perf_counter() - began


async def _is_right(port: int, line: Example) -> bool:
    """Whether the answer that comes is that of the line's topic."""
    async with visiting(port, lambda connection: ApiVisitor(connection, line.language)) as (visitor,):
        await visitor.begin()
        messages = await visitor.say(line)
        return any(message["topic"] == line.intent.partition("/")[2] for message in messages)


@contextlib.asynccontextmanager
async def _replicas(model: Path, folder: Path) -> AsyncIterator[tuple[list[int], OpenSession]]:
    """Two whole Shirubes on one database: their ports, and sessions on the database."""
    copy = emptied(folder) / "shirube.tar.gz"
    shutil.copy(model, copy)
    url = f"sqlite:///{folder / 'shared.sqlite3'}"
    async with contextlib.AsyncExitStack() as stack:
        ports = []
        for number in range(REPLICAS):
            side = OurSide(folder / f"replica{number}")
            gateway, rasa = side.gateway(), side.rasa(copy)
            gateway = replace(gateway, env={**gateway.env, "DATABASE_URL": url})
            rasa = replace(rasa, env=with_live_questions(rasa.env, side.var, side.internal_port))
            first = await stack.enter_async_context(launched(gateway))
            await first.ready(side.port, "/healthz")
            await (await stack.enter_async_context(launched(rasa))).ready(side.port, "/readyz")
            ports.append(side.port)
        yield ports, session_factory(open_engine(url))


def section(found: Sequence[Published], flood: Flood) -> str:
    """The figures beside what is wanted of them."""

    def share(right: Sequence[bool]) -> str:
        return f"{100 * sum(right) / len(right):.0f} % ({sum(right)} of {len(right)})"

    rows = [
        ["recognised within, by replica", "5 s", *(_seconds(one.recognised_seconds) for one in found)],
        ["withdrawn within, by replica", "5 s", *(_seconds(one.gone_seconds) for one in found)],
        ["its own questions", "100 %", *(share(one.own) for one in found)],
        ["other ways of asking", "75 %", *(share(one.asked) for one in found)],
        [
            "other topics lose, points",
            "0.5",
            *(
                f"{100 * (sum(one.others_before) - sum(one.others_after)) / len(one.others_before):.2f}"
                for one in found
            ),
        ],
        ["messages before, median, 95 % and worst ms", "", *(_slowness(one.calm) for one in found)],
        ["messages meanwhile, median, 95 % and worst ms", "50 ms more", *(_slowness(one.meanwhile) for one in found)],
    ]
    learned = (
        f"recognised after {flood.learned_seconds:.1f} s"
        if math.isfinite(flood.learned_seconds)
        else f"not recognised within {MOST_SECONDS:.0f} s"
    )
    return (
        table(["", "wanted", *(f"`{one.topic}`" for one in found)], rows)
        + f"\n\n{FLOOD:,} questions published at once: the last of them is {learned};"
        f" messages took {_slowness(flood.calm)} ms (median, 95 % and worst) before and"
        f" {_slowness(flood.meanwhile)} ms meanwhile. A topic published two seconds after them is recognised"
        f" within {flood.topic_seconds:.1f} s.\n"
    )


def _seconds(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.1f} s" for value in values)


def _slowness(milliseconds: Sequence[float]) -> str:
    return f"{median(milliseconds):.0f}, {p95(milliseconds):.0f}, {max(milliseconds):.0f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.live", description=__doc__)
    parser.add_argument("--asked", type=Path, default=ASKED, help="a folder with other ways of asking each topic")
    parser.add_argument("--model", type=Path, default=TrainingPlan.of_project(ROOT, VAR).model)
    options = parser.parse_args()
    bystanders = machine.Bystanders()
    try:
        found, flood = asyncio.run(
            measure(options.model, options.asked, VAR / "evaluation-live", lambda text: print(text, flush=True))
        )
    except MeasuringFailed as failure:
        sys.exit(str(failure))
    head = HEAD.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        commit=machine.commit(),
        processor=machine.processor(),
        bystanders=bystanders.share(),
    )
    DOCUMENT.write_text(head + section(found, flood), "utf-8")
    print(DOCUMENT.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
