"""What models understand in the same texts, each inside a process of its own that has loaded it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.runner.state import emptied
from bench.children import run
from bench.commands import script
from bench.sample import Example

MOST_SECONDS = 10 * 60


@dataclass(frozen=True)
class Understanding:
    """A model, the texts it is asked, and the environment and folder of its process."""

    model: Path
    texts: Sequence[Example]
    env: Mapping[str, str]
    folder: Path


async def understood(*asked: Understanding) -> list[list[dict[str, Any]]]:
    """For each model what it understood of each text, and in how many milliseconds.

    Several models take turns, a few texts each.
    """
    turns = emptied(asked[0].folder / "turns")
    return list(await asyncio.gather(*(_understood(one, turns, len(asked)) for one in asked)))


async def _understood(one: Understanding, turns: Path, sides: int) -> list[dict[str, Any]]:
    given, results = one.folder / "texts.json", one.folder / "understood.json"
    given.write_text(json.dumps([asdict(text) for text in one.texts]), "utf-8")
    arguments = [str(one.model), str(given), str(results), str(turns), str(sides)]
    await run(script("parse", arguments, dict(one.env), one.folder / "parse.log"), most_seconds=MOST_SECONDS)
    found: list[dict[str, Any]] = json.loads(results.read_text("utf-8"))
    return found
