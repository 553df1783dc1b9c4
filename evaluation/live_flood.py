"""Nearly as many questions as may be live, published at once: what visitors notice of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.knowledge.publication import read_publication
from bench.children import Server
from bench.sample import Example
from evaluation.live_replicas import MOST_SECONDS, Replicas, seconds_until, watched, watched_before

QUESTIONS = 1900
ASKED_WORD_FOR_WORD = 4
TOPIC = "find_doctor"
CALM_SECONDS, WATCHED_SECONDS = 8.0, 32.0
LEARNERS_NICENESS = 10
"""As bot/nlu/question_feed.py sets it."""
STILL_SECONDS = 2.0
"""Without work for so long, the learner has nothing left."""


@dataclass(frozen=True)
class Flood:
    """Milliseconds of messages while nothing, and while nearly 2,000 new questions are learned."""

    calm: list[float]
    meanwhile: list[float]
    word_for_word_seconds: float
    """By when all that were asked word for word were recognised, on the slower replica."""
    learned_seconds: float
    """By when the slower replica had learned them all."""
    topic_seconds: float
    """From the publication of another topic meanwhile to its recognition."""


async def flooded(both: Replicas, topic: Path, folder: Path) -> Flood:
    """Publishes the flood, and two seconds later the file `topic`; withdraws both."""
    texts = [f"{n} wants the doctor of number {n * 7919}" for n in range(QUESTIONS)]
    file = folder / "flood.yml"
    file.write_text(yaml.safe_dump({"topic": TOPIC, "questions": {"en": texts}}), "utf-8")
    calm = await watched_before(both.ports, Example("en", f"faq/{TOPIC}", texts[0]), CALM_SECONDS)
    watching = asyncio.create_task(watched(both.ports[0], WATCHED_SECONDS))
    await both.staff.publish(file)
    began = time.perf_counter()
    learning = asyncio.create_task(_learned_seconds(both.rasas, began))
    asked = [Example("en", f"faq/{TOPIC}", text) for text in texts[:: QUESTIONS // ASKED_WORD_FOR_WORD]]
    found = [await seconds_until(port, line, began, right=True) for line in asked for port in both.ports]
    await asyncio.sleep(max(0.0, began + 2 - time.perf_counter()))
    await both.staff.publish(topic)
    published, new = time.perf_counter(), read_publication(topic)
    (language, (*_, text)), *_ = new.questions.items()
    of_topic = await seconds_until(both.ports[0], Example(language, f"faq/{new.topic}", text), published, right=True)
    meanwhile, learned = await watching, await learning
    await both.staff.withdraw(TOPIC)
    await both.staff.withdraw(new.topic)
    return Flood(calm, meanwhile, max(found), learned, of_topic)


async def _learned_seconds(rasas: Sequence[Server], began: float) -> float:
    """When the learning threads, which alone yield to all others, last worked."""
    worked, last = [0.0 for _ in rasas], began
    while (now := time.perf_counter()) < min(last + STILL_SECONDS, began + MOST_SECONDS):
        used = [rasa.processor_seconds(niceness=LEARNERS_NICENESS) for rasa in rasas]
        if used != worked:
            worked, last = used, now
        await asyncio.sleep(0.2)
    return last - began
