"""What understanding must reach, all at the one setting of config.yml, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.targets import Target
from evaluation.scores import Scores

TOPIC_MEAN, TOPIC_EACH, TOP3, CRISIS, CRISIS_EACH, FALSE_CRISIS, REJECTED = 90, 85, 96, 98, 90, 0.5, 90


def targets(by_language: Mapping[str, Scores], pooled: Scores) -> Iterator[Target]:
    """Every aim; means are those of the languages."""
    topic = {tag: one.topic.percent for tag, one in by_language.items()}
    yield _at_least("topic accuracy, mean", TOPIC_MEAN, _mean(topic))
    yield _lowest("topic accuracy, each language", TOPIC_EACH, topic)
    yield _at_least("right topic among three, mean", TOP3, _mean({t: s.top3.percent for t, s in by_language.items()}))
    yield _at_least("crisis recall, pooled", CRISIS, pooled.crisis.percent)
    yield _lowest("crisis recall, each language", CRISIS_EACH, {t: s.crisis.percent for t, s in by_language.items()})
    false = pooled.false_crisis
    measured = f"{false.percent:.2f} % ({false.hits} of {false.of})"
    yield Target("false crisis answers, pooled", f"≤ {FALSE_CRISIS} %", measured, false.percent <= FALSE_CRISIS)
    yield _at_least("out of scope rejected, pooled", REJECTED, pooled.rejected.percent)


def _at_least(what: str, least: float, measured: float) -> Target:
    return Target(what, f"≥ {least} %", f"{measured:.1f} %", measured >= least)


def _lowest(what: str, least: float, measured: Mapping[str, float]) -> Target:
    tag = min(measured, key=measured.__getitem__)
    return Target(what, f"≥ {least} %", f"{measured[tag]:.1f} % ({tag})", measured[tag] >= least)


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)
