"""Reads a message that is a date and nothing else; what is not surely one day is told apart from what is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.gateway.date_words import (
    DAYS_UNSPACED,
    FILLERS,
    FILLERS_UNSPACED,
    MONTHS,
    MONTHS_UNSPACED,
    OTHER_CALENDARS,
    OTHER_CALENDARS_UNSPACED,
    WEEKDAYS,
    WEEKDAYS_UNSPACED,
)
from languages import fold

LONGEST = 60
"""Characters; a longer message says more than a date."""
OLDEST_YEAR = 2000
"""Smaller numbers of four digits are years of other calendars, as are those to come."""
_YEARLESS_FOR = timedelta(days=183)
"""A date without a year is one of last year only if it lies this near: "3 December" in November is a slip."""
_YEARS_BEFORE_REIWA = 2018
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = range(1, 13), range(1, 32)
_MONTHS, _WEEKDAYS = {**MONTHS, **MONTHS_UNSPACED}, {**WEEKDAYS, **WEEKDAYS_UNSPACED}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_TOKEN = re.compile(
    rf"""
    (?P<reiwa>(?:令和|れいわ|(?<!\w)r)\ ?(?P<reiwa_year>\d{{1,2}}|元)(?!\d)(?:\ ?(?:年|ねん))?)
    |(?P<year>\d{{4}})(?!\d)(?:\ ?(?:年|ねん))?
    |(?P<month>\d{{1,2}})\ ?(?:月|がつ)
    |(?P<day>\d{{1,2}})(?:\ ?(?:日|にち)|(?:st|nd|rd|th|er)(?!\w))
    |(?P<number>\d{{1,2}})(?!\d)
    |\((?P<kanji_weekday>[月火水木金土日])\)
    |(?<!\w)(?:(?P<month_name>{_any(MONTHS)})|(?P<weekday>{_any(WEEKDAYS)})
        |(?P<other_calendar>{_any(OTHER_CALENDARS)})|(?:{_any(FILLERS)}))(?!\w)
    |(?P<other_calendar_unspaced>{_any(OTHER_CALENDARS_UNSPACED)})
    |(?P<month_name_unspaced>{_any(MONTHS_UNSPACED)})
    |(?P<day_word>{_any(DAYS_UNSPACED)})
    |(?P<weekday_unspaced>{_any(WEEKDAYS_UNSPACED)})
    |(?:{_any(FILLERS_UNSPACED)})
    |(?P<gap>[\s,.;:!'’"/\-‐‑‒–−、。၊။()~]+)
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A message that is a date: `day`, or None where it may be several days, is of another calendar or yet to come."""

    day: date | None


@dataclass
class _Parts:
    """What a message consists of, in its order where that tells something."""

    years: list[int] = field(default_factory=list)
    months: set[int] = field(default_factory=set)
    days: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    order: str = ""
    """`y` a year and `n` a bare number, and what stands between them."""
    of_other_calendar: bool = False


def typed_date(text: str, today: date) -> TypedDate | None:
    """The date that `text` is; None where it says anything besides, or is no date.

    >>> typed_date("3 November", date(2026, 11, 29))
    TypedDate(day=datetime.date(2026, 11, 3))
    """
    if len(text) > LONGEST:
        return None
    parts = _parts(fold(text))
    if parts is None:
        return None
    if parts.of_other_calendar:
        return TypedDate(None) if parts.years or parts.days or parts.numbers else None
    if parts.weekdays and not (parts.years or parts.months or parts.days or parts.numbers):
        return TypedDate(_last(parts.weekdays, today))
    readings = _named(parts) if parts.months else _in_numbers(parts)
    if readings is None:
        return None
    if len(readings) != 1:
        return TypedDate(None)
    return TypedDate(_checked(*readings.pop(), parts.weekdays, today))


def _last(weekdays: set[int], today: date) -> date | None:
    """The last day of that name; None where that may be today as well as a week ago, or the name is of two days."""
    ago = {(today.weekday() - weekday) % 7 for weekday in weekdays}
    return today - timedelta(days=ago.pop()) if len(ago) == 1 and 0 not in ago else None


def _parts(text: str) -> _Parts | None:
    """The parts of `text`; None as soon as something is no part of a date, or stands there twice."""
    parts, at = _Parts(), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or not _add(parts, found):
            return None
        at = found.end()
    parts.order = parts.order.strip()
    return parts


def _add(parts: _Parts, found: re.Match[str]) -> bool:
    part = found.groupdict()
    if part["reiwa"] or part["year"]:
        reiwa_year = part["reiwa_year"]
        years_of_reiwa = 1 if reiwa_year == "元" else int(reiwa_year or 0)
        parts.years.append(_YEARS_BEFORE_REIWA + years_of_reiwa if part["reiwa"] else int(part["year"]))
        parts.order += "y"
        return len(parts.years) == 1
    if name := part["month_name"] or part["month_name_unspaced"] or part["month"]:
        parts.months |= {int(name)} if part["month"] else _MONTHS[name]
    elif part["day"]:
        parts.days.append(int(part["day"]))
    elif part["day_word"]:
        parts.days += DAYS_UNSPACED[part["day_word"]]
    elif part["number"]:
        parts.numbers.append(int(part["number"]))
        parts.order += "n"
    elif weekday := part["weekday"] or part["weekday_unspaced"] or part["kanji_weekday"]:
        parts.weekdays |= _WEEKDAYS.get(weekday) or _WEEKDAYS[f"{weekday}曜"]
    elif part["other_calendar"] or part["other_calendar_unspaced"]:
        parts.of_other_calendar = True
    elif part["gap"]:
        parts.order += part["gap"]
    return True


_Reading = tuple[int | None, int, int]


def _named(parts: _Parts) -> set[_Reading] | None:
    """Readings of a date whose month is written as such; none where the day is missing, or there are several."""
    days = parts.days + parts.numbers
    if not days and not parts.years:
        return None  # a month alone may be any word, as "may" is
    year = parts.years[0] if parts.years else None
    return {(year, month, days[0]) for month in parts.months} if len(days) == 1 else set()


def _in_numbers(parts: _Parts) -> set[_Reading] | None:
    """Readings of a date in bare numbers, which one and the same mark must join."""
    marks = {mark.strip() for mark in re.split("[yn]", parts.order)[1:-1]}
    if parts.days or len(marks) != 1 or not marks <= {"/", ".", "-", "‐", "‑", "‒", "–", "−"}:
        return None
    kinds, numbers = re.sub("[^yn]", "", parts.order), parts.numbers
    year = parts.years[0] if parts.years else None
    if kinds == "ynn":
        return {(year, *numbers)} if numbers[0] in _MONTHS_OF_YEAR else set()  # type: ignore[arg-type]
    if kinds == "nnn":
        return set()  # which of them is the year nobody can tell
    if kinds not in {"nn", "nny"}:
        return None
    one, other = numbers
    found = {
        (year, month, day)
        for month, day in ((one, other), (other, one))
        if month in _MONTHS_OF_YEAR and day in _DAYS_OF_MONTH
    }
    return found or (set() if year else None)


def _checked(year: int | None, month: int, day: int, weekdays: set[int], today: date) -> date | None:
    """The day, unless there is no such day, it is yet to come, or it falls on another day of the week than was said."""
    years = [year] if year is not None else [today.year, today.year - 1]
    for candidate in years:
        if not OLDEST_YEAR <= candidate <= today.year:
            return None
        with suppress(ValueError):
            found = date(candidate, month, day)
            if found <= today and (candidate in {year, today.year} or today - found <= _YEARLESS_FOR):
                return found if not weekdays or weekdays == {found.weekday()} else None
    return None
