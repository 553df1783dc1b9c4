"""Where the directory reaches nobody: each gap is known, with the reason why no source fills it, or it is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content, read_yaml
from app.knowledge.freshness import stale_services
from app.knowledge.neighbouring_prefectures import NEIGHBOURS
from app.knowledge.vocabulary import NATIONWIDE, Category

LARGEST = (
    *("JP-13", "JP-14", "JP-27", "JP-23", "JP-11", "JP-12"),
    *("JP-28", "JP-01", "JP-40", "JP-22", "JP-08", "JP-34"),
)
"""The twelve prefectures with most people."""
NEEDED_THERE = (Category.LEGAL, Category.MEDICAL, Category.HOUSING, Category.EMPLOYMENT, Category.IMMIGRATION)
NEEDED_NEAR = (Category.GENERAL, Category.LEGAL, Category.EMPLOYMENT, Category.IMMIGRATION)
THERE, NEAR = "there_or_nationwide", "there_or_next_door"
KNOWN_GAPS = "content/services/known_gaps.yml"
_POSTAL_CODE = re.compile(r"(?<![\d-])\d{3}-\d{4}(?![\d-])")


@dataclass(frozen=True, order=True)
class Gap:
    """Nobody to reach for `category`, as far as `reach` goes from a prefecture."""

    reach: str
    prefecture: str
    category: str

    def __str__(self) -> str:
        return f"{self.prefecture} {self.category} ({self.reach.replace('_', ' ')})"


def check_coverage(content: Content) -> Iterator[Fault]:
    """Gaps that nobody has explained, and explanations of gaps that are closed."""
    gaps, known = find_gaps(content), known_gaps(content)
    yield from (Fault(KNOWN_GAPS, f"{gap}: nobody to reach, and no reason why") for gap in sorted(gaps - set(known)))
    yield from (Fault(KNOWN_GAPS, f"{gap}: no gap any more") for gap in sorted(set(known) - gaps))
    yield from (Fault(KNOWN_GAPS, f"{gap}: without a reason") for gap, reason in known.items() if not reason)


def known_gaps(content: Content) -> dict[Gap, str]:
    """Gap → why no source fills it."""
    document = read_yaml(content.root / "services" / "known_gaps.yml") or {}
    return {
        Gap(reach, prefecture, category): reason
        for reach, prefectures in document.items()
        for prefecture, reasons in prefectures.items()
        for category, reason in reasons.items()
    }


def find_gaps(content: Content, *, today: date | None = None) -> set[Gap]:
    """Where no published service with a phone or a street can be reached."""
    stale = stale_services(content.services, today or datetime.now(UTC).date())
    offered: set[tuple[str, str]] = {
        (area, category)
        for service, entry in content.services.items()
        if service not in stale and can_be_reached(entry)
        for category in entry["categories"]
        # A bureau that is responsible from afar is no door nearby.
        for area in {entry["prefecture"], entry.get("service_area")} & {entry["prefecture"], NATIONWIDE}
    }
    there = {
        Gap(THERE, prefecture, category)
        for prefecture in LARGEST
        for category in NEEDED_THERE
        if not offered & {(prefecture, category), (NATIONWIDE, category)}
    }
    near = {
        Gap(NEAR, prefecture, category)
        for prefecture, neighbours in NEIGHBOURS.items()
        for category in NEEDED_NEAR
        if not offered & {(one, category) for one in (prefecture, *neighbours)}
    }
    return there | near


def can_be_reached(entry: Mapping[str, Any]) -> bool:
    """Whether a row names a number, or a street: the name of a town alone leads nobody to a door."""
    streets = (_POSTAL_CODE.sub("", line) for line in entry.get("address", {}).values())
    return bool(entry.get("phones")) or any(re.search(r"\d", street) for street in streets)
