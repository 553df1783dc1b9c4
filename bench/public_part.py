"""The public data beside us: our classifier, Rasa's default pipeline and its LogisticRegressionClassifier."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.runner.state import emptied
from bench import last_full_run, projects
from bench.children import run
from bench.commands import DefaultSide, OurSide, script
from bench.numbers import accuracy, area_under_curve
from bench.projects import DEFAULT, LOGISTIC, OURS
from bench.public_data import Protocol, data_folder, protocols
from bench.understanding import Understanding, understood

MOST_SECONDS = 60 * 60
RIVALS = (LOGISTIC, DEFAULT)


async def measure(folder: Path, say: Callable[[str], None], *, full: bool) -> dict[str, Any] | None:
    """By protocol and side: accuracy, area under the curve for strange sentences, seconds. None without the data."""
    drawn = protocols(data_folder())
    if not drawn:
        say(f"public: skipped, there is nothing in {data_folder()} (SHIRUBE_BENCH_DATA names the folder)")
        return None
    emptied(folder)
    found: dict[str, Any] = {}
    for protocol in drawn:
        say(f"{protocol.name}: ours, {len(protocol.training)} examples")
        sides = {OURS: await _ours(emptied(folder / protocol.name), protocol)}
        rivals: dict[str, Any] = last_full_run.read().get(protocol.name, {})
        for name in RIVALS if full else ():
            say(f"{protocol.name}: {name}")
            rivals[name] = last_full_run.stamp() | await _rasa(folder / protocol.name, protocol, name)
            last_full_run.keep({protocol.name: rivals})
        found[protocol.name] = {"title": protocol.title, "sides": sides | rivals}
    return found


async def _ours(folder: Path, protocol: Protocol) -> dict[str, Any]:
    given, results = folder / "given.json", folder / "found.json"
    parts = {"training": protocol.training, "test": protocol.test, "strange": protocol.strange}
    given.write_text(json.dumps({name: [asdict(one) for one in part] for name, part in parts.items()}), "utf-8")
    env = OurSide(folder / OURS).rasa_env()
    await run(script("fit", [str(given), str(results)], env, folder / "fit.log"), most_seconds=MOST_SECONDS)
    found: dict[str, Any] = json.loads(results.read_text("utf-8"))
    seconds = {"training_seconds": found["fit_seconds"], "vector_seconds": found["vector_seconds"]}
    return seconds | _scores(protocol, found["labels"], found["confidences"], found["strange_confidences"])


async def _rasa(folder: Path, protocol: Protocol, name: str) -> dict[str, Any]:
    side = DefaultSide(emptied(folder / name))
    project = projects.write_rasas_own(folder / name / "project", protocol.training, name)
    command = side.train(project, ("nlu",))
    seconds = await run(command, most_seconds=MOST_SECONDS)
    texts = [*protocol.test, *protocol.strange]
    (results,) = await understood(Understanding(project / "models/bench.tar.gz", texts, command.env, folder / name))
    labels, confidences = ([one[key] for one in results] for key in ("label", "confidence"))
    asked = len(protocol.test)
    return {"training_seconds": seconds} | _scores(protocol, labels[:asked], confidences[:asked], confidences[asked:])


def _scores(
    protocol: Protocol, labels: Sequence[str], confidences: Sequence[float], strange: Sequence[float]
) -> dict[str, Any]:
    curve = {"area_under_curve": 100 * area_under_curve(confidences, strange)} if strange else {}
    return {"accuracy": accuracy(protocol.test, labels)} | curve
