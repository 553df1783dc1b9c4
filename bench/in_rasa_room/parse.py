"""What a model understands in each text, and how long that takes: parse.py MODEL TEXTS.json RESULTS.json"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.log_utils import configure_structlog

WARM_UP = 10


async def parse_all(model: str, texts: list[dict[str, str]]) -> list[dict[str, Any]]:
    """For each {text, language} the label found and the milliseconds; the first texts are parsed once before."""
    configure_structlog(logging.ERROR)  # as `rasa run` does; otherwise every message is printed
    agent = Agent.load(model)
    assert agent.processor is not None
    results = []
    for number, one in enumerate([*texts[:WARM_UP], *texts]):
        # Warming up with texts of their own: a text that was just parsed comes from a cache.
        text = one["text"] if number >= WARM_UP else f"({one['text']})"
        message = UserMessage(text, sender_id="bench", metadata={"language": one["language"]})
        began = time.perf_counter()
        parsed = await agent.processor.parse_message(message)
        took = (time.perf_counter() - began) * 1000
        if number >= WARM_UP:
            results.append({"label": label(parsed), "milliseconds": took})
    return results


def label(parsed: dict[str, Any]) -> str:
    """The likeliest `intent/response` where the model has any, else the likeliest intent."""
    rankings = [
        found["ranking"][0]
        for name, found in parsed.get("response_selector", {}).items()
        if name != "all_retrieval_intents" and found.get("ranking")
    ]
    if rankings:
        return str(max(rankings, key=lambda one: one["confidence"])["intent_response_key"])
    names = [intent["name"] for intent in parsed["intent_ranking"]]
    return str(next((name for name in names if name != "nlu_fallback"), ""))


if __name__ == "__main__":
    model, texts, results = sys.argv[1:]
    found = asyncio.run(parse_all(model, json.loads(Path(texts).read_text("utf-8"))))
    Path(results).write_text(json.dumps(found), "utf-8")
