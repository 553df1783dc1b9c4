"""Every offered language writes a day as its readers do: Gregorian, with its weekday, in digits 0–9."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.gateway.written_dates import day_in_text, day_on_button, days_on_button
from app.knowledge.checking.readability import kanji_without_reading, without_readings
from app.knowledge.content import Content

FRIDAY, FIRST = date(2026, 12, 4), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "in_text", "on_button"),
    [
        ("en", "Friday, 4 December 2026", "Friday, 4 December"),
        ("ar", "الجمعة، 4 ديسمبر 2026", "الجمعة، 4 ديسمبر"),
        ("fa", "جمعه 4 دسامبر 2026", "جمعه 4 دسامبر"),
        ("fr", "vendredi 4 décembre 2026", "vendredi 4 décembre"),
        ("ja", "2026年（令和8年）12月4日（金曜日）", "12月4日（金曜日）"),
        (
            "ja-simple",
            "2026｜年《ねん》（｜令和《れいわ》8｜年《ねん》） 12｜月《がつ》｜4日《よっか》（｜金曜日《きんようび》）",
            "12がつ よっか（きんようび）",
        ),
        ("my", "2026 ခုနှစ် ဒီဇင်ဘာလ 4 ရက်၊ သောကြာနေ့", "ဒီဇင်ဘာလ 4 ရက်၊ သောကြာနေ့"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(language: str, in_text: str, on_button: str) -> None:
    assert day_in_text(FRIDAY, language) == in_text
    assert day_on_button(FRIDAY, language) == on_button


def test_the_first_of_a_month_has_a_word_of_its_own_in_french_and_in_easy_japanese() -> None:
    assert day_in_text(FIRST, "fr") == "mardi 1er décembre 2026"
    assert day_on_button(FIRST, "fr") == "mardi 1er décembre"
    assert day_on_button(FIRST, "ja-simple") == "12がつ ついたち（かようび）"
    assert day_in_text(date(2026, 12, 15), "fr") == "mardi 15 décembre 2026"


def test_every_offered_language_has_dates_of_its_own(content: Content) -> None:
    written = {tag: day_in_text(FRIDAY, tag) for tag in content.languages}
    assert len(set(written.values())) == len(written)


def test_easy_japanese_has_a_reading_on_every_kanji_and_none_on_buttons() -> None:
    for day in (FIRST + timedelta(days=n) for n in range(31)):
        assert kanji_without_reading(day_in_text(day, "ja-simple")) == []
        title = day_on_button(day, "ja-simple")
        assert kanji_without_reading(title) == [] and without_readings(title) == title


def test_only_western_digits_are_written(content: Content) -> None:
    for tag in content.languages:
        for day in (FIRST + timedelta(days=n) for n in range(31)):
            text = day_in_text(day, tag)
            assert str(day.year) in text
            assert all(c.isascii() for c in text if c.isdecimal())


def test_a_year_that_is_clear_can_be_left_out() -> None:
    assert day_in_text(FRIDAY, "en", with_year=False) == "Friday, 4 December"
    without = "12｜月《がつ》｜4日《よっか》（｜金曜日《きんようび》）"
    assert day_in_text(FRIDAY, "ja-simple", with_year=False) == without


def test_days_are_a_number_or_in_easy_japanese_a_word() -> None:
    assert [days_on_button(n, "en") for n in (3, 7)] == ["3", "7"]
    assert [days_on_button(n, "ja-simple") for n in (3, 7)] == ["みっか", "なのか"]
