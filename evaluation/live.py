"""Live text: topics published while two replicas serve, asked as published and otherwise, and what it costs the rest.

`python -m evaluation.live [--asked FOLDER] [--model FILE]` measures and writes docs/live-text.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from app.knowledge.publication import read_publication
from app.runner.training_plan import TrainingPlan
from app.settings import ROOT
from bench import machine
from bench.children import MeasuringFailed
from bench.numbers import median, p95, table
from bench.sample import Example
from evaluation import live_flood, test_set
from evaluation.live_flood import Flood
from evaluation.live_replicas import Replicas, is_right, replicas, seconds_until, watched, watched_before

PUBLICATIONS = ROOT / "tests/nlu/live"
ASKED = PUBLICATIONS / "asked"
DOCUMENT = ROOT / "docs/live-text.md"
VAR = Path(os.environ.get("SHIRUBE_VAR") or ROOT / "var").absolute()
EVERY = 4
"""Of the test set's questions, each fourth is asked before and meanwhile."""
CALM_SECONDS, WATCHED_SECONDS = 8.0, 8.0
HEAD = """# Live text

Written by `python -m evaluation.live`; not to be edited. {date}, commit {commit}, {processor}. Other programs used
{bystanders:.0f} % of the processors meanwhile. Two replicas (gateway and Rasa each) on one database, asked over the
public API; `python -m app questions` publishes, as staff do, and seconds count from its end. The topics
(`tests/nlu/live/`) are none of ours; a question counts as recognised where the topic's answer comes, not where it is
offered.

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


async def measure(model: Path, asked: Path, folder: Path, say: Callable[[str], None]) -> tuple[list[Published], Flood]:
    """Every topic of tests/nlu/live, one after another, and a flood of questions."""
    async with replicas(model, folder) as both:
        lines = [line for tag in test_set.tags() for line in test_set.read(tag) if line.part == test_set.QUESTIONS]
        others: list[Example] = list(lines[::EVERY])
        say(f"asking {len(others)} test questions before")
        before = [await is_right(both.ports[0], line) for line in others]
        found = []
        files = sorted(PUBLICATIONS.glob("*.yml"))
        for file in files:
            say(f"publishing {file.stem}")
            otherwise = yaml.safe_load((asked / file.name).read_text("utf-8"))
            found.append(await _published(both, file, otherwise, others, before))
        say(f"publishing {live_flood.QUESTIONS} questions at once")
        return found, await live_flood.flooded(both, files[0], folder)


async def _published(
    both: Replicas, file: Path, otherwise: dict[str, list[str]], others: list[Example], before: list[bool]
) -> Published:
    publication = read_publication(file)
    intent = f"faq/{publication.topic}"
    own = [Example(tag, intent, text) for tag, texts in publication.questions.items() for text in texts]
    asked = [Example(tag, intent, text) for tag, texts in otherwise.items() for text in texts]
    calm = await watched_before(both.ports, own[-1], CALM_SECONDS)
    watching = asyncio.create_task(watched(both.ports[0], WATCHED_SECONDS))
    await both.staff.publish(file)
    began = time.perf_counter()
    seconds = await asyncio.gather(*(seconds_until(port, own[-1], began, right=True) for port in both.ports))
    meanwhile = await watching
    found = [[await is_right(both.ports[-1], one) for one in texts] for texts in (own, asked, others)]
    await both.staff.withdraw(publication.topic)
    began = time.perf_counter()
    gone = await asyncio.gather(*(seconds_until(port, own[-1], began, right=False) for port in both.ports))
    return Published(publication.topic, seconds, gone, found[0], found[1], before, found[2], calm, meanwhile)


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
    calm, meanwhile = _slowness(flood.calm), _slowness(flood.meanwhile)
    told = (
        f"{live_flood.QUESTIONS:,} questions published at once: word for word (asked: {live_flood.ASKED_WORD_FOR_WORD})"
        f" both replicas recognise them within {flood.word_for_word_seconds:.1f} s; for other ways of asking all are"
        f" learned after {flood.learned_seconds:.0f} s. Messages took {calm} ms (median, 95 % and worst) before and"
        f" {meanwhile} ms meanwhile. A topic published two seconds after them is recognised within"
        f" {flood.topic_seconds:.1f} s."
    )
    return table(["", "wanted", *(f"`{one.topic}`" for one in found)], rows) + f"\n\n{told}\n"


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
