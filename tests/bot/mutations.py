"""`make drill`: takes each rule away, swaps each two topics, and looks whether a conversation of tests/stories fails.

Writes docs/mutations.md. What the conversations let pass is a rule, or a topic, that nobody would miss.
"""

from __future__ import annotations

import asyncio
import copy
import itertools
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.test import test as evaluate
from rasa.model_training import train_core
from rasa.shared.utils.io import read_yaml_file, write_yaml

from bot.encoder.folders import PROJECT_FOLDER as ROOT
from tests.bot.stories_of_journeys import FOLDER, loaded_agent

DOCUMENT = ROOT / "docs/mutations.md"
TOPICS = "topics"
_PASSED = "# None of the test stories failed"


def rules() -> Iterator[tuple[Path, str]]:
    """Every rule of data/rules by file and name."""
    for path in sorted((ROOT / "data/rules").glob("*.yml")):
        for rule in read_yaml_file(path)["rules"]:
            yield path, rule["rule"]


def policies(folder: Path) -> Path:
    """A configuration of our policies alone."""
    config = read_yaml_file(ROOT / "config.yml")
    kept = {name: config[name] for name in ("recipe", "assistant_id", "language", "policies")}
    write_yaml(kept, folder / "config.yml")
    return folder / "config.yml"


def without(rule: str, path: Path, folder: Path) -> Path:
    """The dialogue's training data without one rule."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    for kind in ("rules", "stories"):
        shutil.copytree(ROOT / "data" / kind, folder / "data" / kind)
    changed = read_yaml_file(path)
    changed["rules"] = [one for one in changed["rules"] if one["rule"] != rule]
    target = folder / "data/rules" / path.name
    if changed["rules"]:
        write_yaml(changed, target)
    else:
        target.unlink()
    return folder / "data"


async def fails(agent: Agent, folder: Path, stories: Path = FOLDER) -> bool:
    """Whether a conversation of tests/stories, or of one of its files, goes another way."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    (folder / "out").mkdir()
    await evaluate(str(stories), agent, out_directory=str(folder / "out"), e2e=True, disable_plotting=True)
    return not (folder / "out/failed_test_stories.yml").read_text("utf-8").startswith(_PASSED)


async def is_missed(label: str, agent: Agent, folder: Path) -> bool:
    """Whether a conversation that speaks of the topic goes another way."""
    for path in sorted(FOLDER.glob("test_*.yml")):
        if f"intent: {label}\n" in path.read_text("utf-8") and await fails(agent, folder, path):
            return True
    return False


class Remembered:
    """What the whole model makes of each text, asked once."""

    def __init__(self, agent: Agent) -> None:
        self._processor = agent.processor
        self._parse = agent.processor.parse_message
        self._known: dict[str, dict[str, Any]] = {}
        self.swapped: dict[str, str] = {}

    async def __call__(self, message: UserMessage, *_: Any, **__: Any) -> dict[str, Any]:
        text = str(message.text)
        if text not in self._known:
            self._known[text] = await self._parse(message)
        found = copy.deepcopy(self._known[text])
        selector = found.get("response_selector") or {}
        for base in ("faq", "danger"):
            if response := selector.get(base, {}).get("response"):
                label = response["intent_response_key"]
                response["intent_response_key"] = self.swapped.get(label, label)
        return found

    @property
    def labels(self) -> list[str]:
        """The topics that the conversations speak of."""
        found = set()
        for parsed in self._known.values():
            base = parsed["intent"]["name"]
            if base in ("faq", "danger"):
                found.add(parsed["response_selector"][base]["response"]["intent_response_key"])
        return sorted(found)


async def drill(say: Any) -> tuple[list[str], list[str], int, int]:
    """Rules and pairs of topics that no conversation misses, and how many of each there are."""
    whole = loaded_agent()
    remembered = Remembered(whole)
    whole.processor.parse_message = remembered
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if await fails(whole, folder):
            sys.exit("the conversations fail already without any change")
        config, unmissed, every = policies(folder), [], list(rules())
        for path, rule in every:
            try:
                data = without(rule, path, folder)
                model = train_core(str(ROOT / "domain.yml"), str(config), str(data), str(folder), "mutant")
            except Exception as refused:
                say(f"{rule}: refused by Rasa ({type(refused).__name__})")
                continue
            agent = Agent.load(model)
            agent.processor.parse_message = remembered
            missed = await fails(agent, folder)
            say(f"{rule}: {'missed' if missed else 'NOT MISSED'}")
            if not missed:
                unmissed.append(rule)
        labels = remembered.labels
        # Swapping a topic with any other one changes the same lines of the stories: one look a topic is enough.
        alone = []
        for label in labels:
            other = next(one for one in labels if one != label)
            remembered.swapped = {label: other, other: label}
            missed = await is_missed(label, whole, folder)
            say(f"{label}: {'missed' if missed else 'NOT MISSED'}")
            if not missed:
                alone.append(label)
        remembered.swapped = {}
        pairs = [f"{a} and {b}" for a, b in itertools.combinations(labels, 2) if a in alone and b in alone]
    return unmissed, pairs, len(every), len(labels)


def main() -> None:
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    unmissed, pairs, rule_count, topic_count = asyncio.run(drill(lambda text: print(text, flush=True)))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    lines = [
        "# Mutations",
        "",
        f"Written by `make drill`; not to be edited. {datetime.now(timezone.utc):%Y-%m-%d}, commit {commit.strip()}.",
        "",
        f"Each of {rule_count} rules was taken away, and each of the {topic_count} topics of the conversations was",
        "swapped with another one; then the conversations of tests/stories were had again.",
        "",
        f"- Rules that no conversation misses: {', '.join(unmissed) or 'none'}.",
        f"- Pairs of topics that can be swapped unnoticed: {', '.join(pairs) or 'none'}.",
        "",
    ]
    DOCUMENT.write_text("\n".join(lines), "utf-8")
    sys.exit(1 if unmissed or pairs else 0)


if __name__ == "__main__":
    main()
