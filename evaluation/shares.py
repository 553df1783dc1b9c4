"""Hits of so many, and how well probabilities keep their word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

BINS = 15


@dataclass(frozen=True)
class Share:
    """`hits` of `of`."""

    hits: int = 0
    of: int = 0

    @classmethod
    def among(cls, verdicts: Iterable[bool]) -> Share:
        """How many of the verdicts are true."""
        counted = list(verdicts)
        return cls(sum(counted), len(counted))

    @property
    def percent(self) -> float:
        """0–100; 0 of nothing."""
        return 100 * self.hits / self.of if self.of else 0.0


def thirds(measured: Iterable[tuple[float, bool]]) -> tuple[Share, Share, Share]:
    """The shares of true verdicts among the lowest, middle and highest values."""
    verdicts = [verdict for _, verdict in sorted(measured, key=lambda one: one[0])]
    cuts = [round(len(verdicts) * part / 3) for part in range(4)]
    low, middle, high = (Share.among(verdicts[begin:end]) for begin, end in pairwise(cuts))
    return low, middle, high


def calibration_error(claims: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error, 0–1: how far confidences are from the share that is right, over 15 equal bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in claims:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    gaps = (abs(sum(confidence - right for confidence, right in held)) for held in bins.values())
    return sum(gaps) / len(claims) if claims else 0.0
