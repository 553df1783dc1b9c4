"""What a model understands in each text, and how long that takes: parse.py MODEL TEXTS.json RESULTS.json TURNS SIDES

SIDES such processes work side by side in the folder TURNS: they begin once all have loaded, and take turns.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.log_utils import configure_structlog

TURN = 30
PAUSE_SECONDS = 0.02
"""Long enough for the other side to wake up and take its turn."""
LONGEST_WAIT_SECONDS = 300


async def parse_all(model: str, texts: list[dict[str, str]], turns: Path, sides: int) -> list[dict[str, Any]]:
    """For each {text, language} all that was understood and the milliseconds; the first turn warms up, too."""
    configure_structlog(logging.ERROR)  # as `rasa run` does; otherwise every message is printed
    agent = Agent.load(model)
    # With texts of their own: one that was just parsed comes from a cache.
    await parse(agent, [{**one, "text": f"({one['text']})"} for one in texts[:TURN]])
    wait_for_all(turns, sides)
    results = []
    for start in range(0, len(texts), TURN):
        with turn(turns):
            results += await parse(agent, texts[start : start + TURN])
    return results


async def parse(agent: Agent, texts: list[dict[str, str]]) -> list[dict[str, Any]]:
    assert agent.processor is not None
    results = []
    for one in texts:
        message = UserMessage(one["text"], sender_id="bench", metadata={"language": one["language"]})
        began = time.perf_counter()
        parsed = await agent.processor.parse_message(message)
        took = (time.perf_counter() - began) * 1000
        results.append({**understanding(parsed), "milliseconds": took})
    return results


def wait_for_all(turns: Path, sides: int) -> None:
    """Return once as many processes as there are sides have come here."""
    (turns / f"{os.getpid()}.loaded").touch()
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while len(list(turns.glob("*.loaded"))) < sides:
        if time.monotonic() > end:
            raise TimeoutError("the other side did not load its model")
        time.sleep(PAUSE_SECONDS)


@contextlib.contextmanager
def turn(turns: Path) -> Iterator[None]:
    """Nobody else works meanwhile."""
    with (turns / "turn").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    time.sleep(PAUSE_SECONDS)


def understanding(parsed: dict[str, Any]) -> dict[str, Any]:
    """The label, and what our own components add: the default pipeline knows neither topics nor decisions."""
    name, confidence = likeliest(parsed)
    return {
        "label": name,
        "confidence": confidence,
        "intent": parsed["intent"]["name"],
        "topics": parsed.get("topics", []),
        "decision": parsed.get("decision"),
        "entities": [{"entity": one["entity"], "value": one["value"]} for one in parsed["entities"]],
    }


def likeliest(parsed: dict[str, Any]) -> tuple[str, float]:
    """The likeliest `intent/response` where the model has any, else the likeliest intent; and how likely it is."""
    rankings = [
        found["ranking"][0]
        for name, found in parsed.get("response_selector", {}).items()
        if name != "all_retrieval_intents" and found.get("ranking")
    ]
    if rankings:
        first = max(rankings, key=lambda one: one["confidence"])
        return str(first["intent_response_key"]), float(first["confidence"])
    intents = (one for one in parsed["intent_ranking"] if one["name"] != "nlu_fallback")
    found = next(intents, {"name": "", "confidence": 0.0})
    return str(found["name"]), float(found["confidence"])


if __name__ == "__main__":
    model, texts, results, turns, sides = sys.argv[1:]
    given = json.loads(Path(texts).read_text("utf-8"))
    found = asyncio.run(parse_all(model, given, Path(turns), int(sides)))
    Path(results).write_text(json.dumps(found), "utf-8")
