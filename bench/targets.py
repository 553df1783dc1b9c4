"""What the project set itself to reach, and whether this run did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.numbers import median, written
from bench.projects import DEFAULT, OURS

MOST_UNDERSTANDING_MS, MOST_API_MS, MOST_RASA_MB = 8, 20, 850
LEAST_CROWD_RATE, MOST_CROWD_MS = 100, 200
MOST_WARM_SECONDS, MOST_COLD_SECONDS, MOST_LARGE_MB = 90, 300, 900
LEAST_ACCURACY = {"injongo": 89.3, "clinc150": 80.6, "sib200": 48.6}
LEAST_AREA = 93.0
FLAT = 1.25
"""How much slower the last ten turns of sixty may be than the first ten: the noise of two medians."""


@dataclass(frozen=True)
class Target:
    """One aim."""

    what: str
    wanted: str
    measured: str
    met: bool


def targets(results: dict[str, Any]) -> list[Target]:
    """Every aim that the measured parts can judge."""
    found: list[Target] = []
    if product := results.get("product"):
        found += _of_product(product)
    if sample := results.get("sample"):
        found += _of_comparison(sample[OURS], sample[DEFAULT])
    if size := results.get("size"):
        found += _of_size(size)
    if public := results.get("public"):
        found += _of_public(public)
    return found


def _of_product(found: dict[str, Any]) -> Iterator[Target]:
    conversations = list(found["conversations"].values())
    first = median(took for conversation in conversations for took in conversation[:10])
    last = median(took for conversation in conversations for took in conversation[-10:])
    all_turns = median(took for conversation in conversations for took in conversation)
    yield _at_most(
        "understanding inside Rasa, median", MOST_UNDERSTANDING_MS, median(found["parse_milliseconds"]), "ms"
    )
    yield _at_most("a whole API message, median", MOST_API_MS, all_turns, "ms")
    yield Target("flat over 60 turns", f"last 10 ≤ {FLAT} × first 10", f"{last / first:.2f} ×", last <= FLAT * first)
    rate, waited = median(found["messages_per_second"]), sorted(found["crowd_milliseconds"])
    yield _at_least("messages a second, eight visitors", LEAST_CROWD_RATE, rate, "/s")
    yield _at_most("a message then, 95th percentile", MOST_CROWD_MS, waited[int(0.95 * len(waited))], "ms")
    yield _at_most("memory of Rasa", MOST_RASA_MB, found["megabytes"]["rasa used"], "MB")


def _of_size(found: dict[str, Any]) -> Iterator[Target]:
    yield _at_most("training for 33 languages, vectors known", MOST_WARM_SECONDS, found["warm_seconds"], "s")
    yield _at_most("training for 33 languages from nothing", MOST_COLD_SECONDS, found["cold_seconds"], "s")
    yield _at_most("memory of Rasa with 33 languages", MOST_LARGE_MB, found["loaded_megabytes"], "MB")


def _of_public(found: dict[str, Any]) -> Iterator[Target]:
    for name, protocol in found.items():
        ours = protocol["sides"][OURS]
        yield _at_least(f"accuracy on {name}", LEAST_ACCURACY[name], ours["accuracy"]["mean"], "%")
        if "area_under_curve" in ours:
            yield _at_least(f"strange sentences told apart on {name}", LEAST_AREA, ours["area_under_curve"], "%")


def _of_comparison(ours: dict[str, Any], default: dict[str, Any]) -> Iterator[Target]:
    yield _better("accuracy", ours["accuracy"]["mean"], default["accuracy"]["mean"], more=True)
    yield _better("training time", ours["training_seconds"], default["training_seconds"])
    yield _better("latency", median(ours["latency_milliseconds"]), median(default["latency_milliseconds"]))
    rates = [median(side["messages_per_second"]) for side in (ours, default)]
    yield _better("messages per second", *rates, more=True)
    yield _better("memory", ours["used_megabytes"], default["used_megabytes"])


def _at_most(what: str, most: float, measured: float, unit: str) -> Target:
    return Target(what, f"≤ {most} {unit}", f"{written(measured)} {unit}", measured <= most)


def _at_least(what: str, least: float, measured: float, unit: str) -> Target:
    return Target(what, f"≥ {least} {unit}", f"{written(measured)} {unit}", measured >= least)


def _better(what: str, ours: float, default: float, *, more: bool = False) -> Target:
    met = ours > default if more else ours < default
    return Target(f"{what} beside the default", "better", f"{written(ours)} against {written(default)}", met)
