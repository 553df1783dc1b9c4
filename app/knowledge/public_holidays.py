"""Japan's public holidays (国民の祝日), from PyPI's `holidays`, and the days on which most offices close besides."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

_YEAR_END = frozenset({(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)})


def is_public_holiday(day: date) -> bool:
    """Whether `day` is a public holiday, also as a substitute for one on a Sunday or as a day between two."""
    return day in _public_holidays()


def is_year_end(day: date) -> bool:
    """Whether `day` is one of 29 December to 3 January but no public holiday: most offices are closed, none must be."""
    return (day.month, day.day) in _YEAR_END and not is_public_holiday(day)


@lru_cache(maxsize=1)
def _public_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("JP")
