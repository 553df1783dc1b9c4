"""Days as each language writes them, by Babel: weekday, day and month, always Gregorian and in digits 0–9."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from app.gateway.date_words import DAY_READINGS, WEEKDAY_READINGS

_EASY_JAPANESE = "ja-simple"
_YEARS_BEFORE_REIWA = 2018
# Babel's locale, the pattern on a button, and the pattern in a text, which has the year. Their order is CLDR's;
# where that leaves a word out which people say, the word is added.
_PATTERNS = {
    "en": ("en_GB", "EEEE, d MMMM", "EEEE, d MMMM y"),
    "ar": ("ar", "EEEE، d MMMM", "EEEE، d MMMM y"),
    "fa": ("fa", "EEEE d MMMM", "EEEE d MMMM y"),
    "fr": ("fr", "EEEE d MMMM", "EEEE d MMMM y"),
    "ja": ("ja", "M月d日（EEEE）", "y年（令和{reiwa}年）M月d日（EEEE）"),
    "my": ("my", "MMMMလ d ရက်၊ EEEEနေ့", "y ခုနှစ် MMMMလ d ရက်၊ EEEEနေ့"),
}


def day_in_text(day: date, language: str, *, with_year: bool = True) -> str:
    """`day` with its weekday and year; in Japanese the era's as well, as on papers, and in Easy Japanese ruby.

    >>> day_in_text(date(2026, 12, 4), "ja")
    '2026年（令和8年）12月4日（金曜日）'
    """
    reiwa = day.year - _YEARS_BEFORE_REIWA
    if language == _EASY_JAPANESE:
        weekday = f"｜{format_date(day, 'EEEE', locale='ja')}《{WEEKDAY_READINGS[day.weekday()]}》"
        reading = DAY_READINGS.get(day.day)
        counted = f"｜{day.day}日《{reading}》" if reading else f"{day.day}｜日《にち》"
        years = f"{day.year}｜年《ねん》（｜令和《れいわ》{reiwa}｜年《ねん》） " if with_year else ""
        return f"{years}{day.month}｜月《がつ》{counted}（{weekday}）"
    if not with_year:
        return day_on_button(day, language)
    locale, _, pattern = _patterns(language)
    return _written(day, pattern.replace("{reiwa}", str(reiwa)), locale)


def day_on_button(day: date, language: str) -> str:
    """`day` with its weekday and without its year; Easy Japanese in kana, for buttons have no room for readings."""
    if language == _EASY_JAPANESE:
        counted = DAY_READINGS.get(day.day, f"{day.day}にち")
        return f"{day.month}がつ {counted}（{WEEKDAY_READINGS[day.weekday()]}）"
    locale, pattern, _ = _patterns(language)
    return _written(day, pattern, locale)


def days_on_button(days: int, language: str) -> str:
    """A number of days as the words around it want it: in Easy Japanese number and counter are one word."""
    return DAY_READINGS.get(days, f"{days}にち") if language == _EASY_JAPANESE else str(days)


def weekday_in_text(day: date, language: str) -> str:
    """The weekday of `day` alone."""
    if language == _EASY_JAPANESE:
        return WEEKDAY_READINGS[day.weekday()]
    return str(format_date(day, "EEEE", locale=_patterns(language)[0]))


def _patterns(language: str) -> tuple[str, str, str]:
    """Of `language`; of English for one that we write no dates in yet."""
    return _PATTERNS.get(language, _PATTERNS["en"])


def _written(day: date, pattern: str, locale: str) -> str:
    if locale == "fr" and day.day == 1:
        pattern = pattern.replace("d MMMM", "d'er' MMMM")  # CLDR does not know premier
    return format_date(day, pattern, locale=locale)
