"""Medians, percentiles and shares, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from bench.sample import Example


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]


def accuracy(asked: Sequence[Example], labels: Sequence[str]) -> dict[str, float]:
    """The share of right labels in percent, by language and as their mean."""
    by_language: dict[str, list[bool]] = {}
    for example, label in zip(asked, labels, strict=True):
        by_language.setdefault(example.language, []).append(example.intent == label)
    shares = {language: 100 * sum(right) / len(right) for language, right in by_language.items()}
    return shares | {"mean": sum(shares.values()) / len(shares)}


def area_under_curve(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often a value of the first list exceeds one of the second; equal ones count half."""
    ranked = sorted([(value, 1) for value in higher] + [(value, 0) for value in lower])
    total, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        total += sum(first for _, first in ranked[start:end]) * (start + end - 1) / 2
        start = end
    return (total - len(higher) * (len(higher) - 1) / 2) / (len(higher) * len(lower))


def written(value: float) -> str:
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


__all__ = ["accuracy", "area_under_curve", "median", "p95", "table", "written"]
