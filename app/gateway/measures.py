"""Counters and times for the operator; labels come from closed lists, never from what somebody wrote."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 8)


class Measures:
    """One registry a gateway."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter("shirube_turns", "Turns answered", ["language", "kind"], registry=self._registry)
        self._away = Counter("shirube_rasa_away", "Turns Rasa did not answer", ["reason"], registry=self._registry)
        self._errors = Counter("shirube_errors", "Requests refused or failed", ["key"], registry=self._registry)
        self._seconds = Histogram("shirube_turn_seconds", "Time of a turn", buckets=_SECONDS, registry=self._registry)

    def turn(self, language: str, kind: str, seconds: float) -> None:
        self._turns.labels(language, kind).inc()
        self._seconds.observe(seconds)

    def rasa_away(self, reason: str) -> None:
        self._away.labels(reason).inc()

    def error(self, key: str) -> None:
        self._errors.labels(key).inc()

    def exposition(self) -> bytes:
        """The metrics in Prometheus' text format."""
        return generate_latest(self._registry)
