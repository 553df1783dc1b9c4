"""Tells which language has fallen since the figures that were last accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.settings import ROOT
from evaluation.scores import Scores
from evaluation.shares import Share

ACCEPTED = ROOT / "evaluation/last.json"
MOST_POINTS, MOST_LINES = 3, 4
"""Both must be exceeded: of few lines, a few points are chance."""

Figures = Mapping[str, Mapping[str, Share]]
"""Tag → what was measured → share."""


def figures(scores: Mapping[str, Scores]) -> dict[str, dict[str, Share]]:
    """What the gate watches."""
    return {tag: {"topic accuracy": one.topic, "crisis recall": one.crisis} for tag, one in scores.items()}


def falls(now: Figures, accepted: Figures) -> Iterator[str]:
    """A sentence for each figure of a language that lost more than 3 points and more than 4 lines."""
    for tag, measured in now.items():
        for what, share in measured.items():
            before = accepted.get(tag, {}).get(what)
            if before is None:
                continue
            lost = _exact(before) - _exact(share)
            if 100 * lost > MOST_POINTS and lost * share.of > MOST_LINES:
                yield f"{tag} fell in {what}: {before.percent:.1f} % accepted, {share.percent:.1f} % now"


def accepted(path: Path | None = None) -> dict[str, dict[str, Share]]:
    """The figures last accepted; none before the first time."""
    path = path or ACCEPTED
    if not path.exists():
        return {}
    written = json.loads(path.read_text("utf-8"))["languages"]
    return {tag: {what: Share(**share) for what, share in measured.items()} for tag, measured in written.items()}


def accept(now: Figures, made: Mapping[str, Any], path: Path | None = None) -> None:
    """Makes these the figures to hold; languages that were not measured keep theirs."""
    path = path or ACCEPTED
    languages = {**accepted(path), **now}
    written = {tag: {what: asdict(share) for what, share in languages[tag].items()} for tag in sorted(languages)}
    path.write_text(json.dumps({**made, "languages": written}, indent=1) + "\n", "utf-8")


def _exact(share: Share) -> Fraction:
    """Four lines lost must not come out as a little more than four."""
    return Fraction(share.hits, share.of or 1)
