"""How old what we say is: when it was last looked at, when it is due again, and what is too old to be offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Protocol

from app.knowledge.content import Content

STALE_AFTER_YEARS = 5
OFTEN_DAYS = 90
"""Until an answer with a deadline or an amount is to be read again."""
SELDOM_DAYS = 365
"""Until any other answer, and any service, is."""
# Not by zoneinfo, which needs a database of time zones that small images lack: Japan changes no clocks.
JAPAN = timezone(timedelta(hours=9), "Asia/Tokyo")

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DEADLINE_OR_AMOUNT = re.compile(r"\b\d+[ -](?:working )?(?:days?|weeks?|months?)\b|\byen\b", re.I)


class Dated(Protocol):
    """A page with two of its three dates; `source_date`, what the page says of itself, never counts as our looking."""

    @property
    def read_on(self) -> str: ...

    @property
    def checked_on(self) -> date | None: ...


@dataclass(frozen=True)
class ReviewIntervals:
    """How long each topic's answer may rest before it is due."""

    by_topic: Mapping[str, int]

    def days(self, topic: str, english: str = "") -> int:
        """Days until the answer of `topic` is due again; a topic that was made live is judged by its words."""
        known = self.by_topic.get(topic)
        if known is not None:
            return known
        return OFTEN_DAYS if deadlines_and_amounts(english) else SELDOM_DAYS


def read_review_intervals(content: Content) -> ReviewIntervals:
    """What `review:` in content/topics/topics.yml says."""
    return ReviewIntervals(
        {
            topic: OFTEN_DAYS if entry.get("review") == "often" else SELDOM_DAYS
            for topic, entry in content.topics.items()
        }
    )


def deadlines_and_amounts(english: str) -> list[str]:
    """The lengths of time and amounts that an English text states, as they stand there."""
    return _DEADLINE_OR_AMOUNT.findall(english)


def today_in_japan(now: datetime) -> date:
    """The day it is in Japan, for visitors and their deadlines."""
    return now.astimezone(JAPAN).date()


def first_day(partial: str) -> date | None:
    """The first day that a partial date can mean ("2026-11": 1 November), so that nothing seems younger than it is."""
    match = _PARTIAL_DATE.fullmatch(partial)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def last_looked_on(pages: Iterable[Dated], confirmed_on: date | None = None) -> date | None:
    """The day one of `pages` was last read or confirmed, or the whole entry was; None where nobody can say."""
    days = [confirmed_on]
    for page in pages:
        days += [first_day(page.read_on), page.checked_on]
    return max((day for day in days if day is not None), default=None)


def oldest_look(pages_of_each_fact: Iterable[Iterable[Dated]]) -> date | None:
    """The day since which every fact of an answer was looked at: one that waits makes the whole answer wait."""
    days = [last_looked_on(pages) for pages in pages_of_each_fact]
    return min((day for day in days if day is not None), default=None)


def due_on(looked_on: date, days: int) -> date:
    """The day it is to be looked at again; from the day after, it is overdue."""
    return looked_on + timedelta(days=days)


def is_overdue(looked_on: date | None, days: int, today: date) -> bool:
    """Whether that day is past; what has no date at all cannot be."""
    return looked_on is not None and today > due_on(looked_on, days)


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
