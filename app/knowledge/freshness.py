"""What is too old to be offered unasked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

STALE_AFTER_YEARS = 5


def newest_source_year(entry: Mapping[str, Any]) -> int | None:
    """The year of the newest dated source of a directory entry; None when a source is undated (nobody can tell)."""
    dates = [page.get("source_date") for page in entry["sources"]]
    if not dates or not all(dates):
        return None
    return max(int(str(day)[:4]) for day in dates)


def stale_services(services: Mapping[str, Mapping[str, Any]], today: date) -> set[str]:
    """Ids of services whose newest source is over five years old while a fresher one covers each need and place."""
    old = {
        service
        for service, entry in services.items()
        if (year := newest_source_year(entry)) is not None and today.year - year > STALE_AFTER_YEARS
    }
    covered = {
        (category, entry.get("prefecture"))
        for service, entry in services.items()
        if service not in old
        for category in entry["categories"]
    }
    return {
        service
        for service in old
        if all(
            (category, services[service].get("prefecture")) in covered for category in services[service]["categories"]
        )
    }
