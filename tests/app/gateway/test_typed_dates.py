"""A typed date is taken for a day only where it can be no other; a message that says more is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gateway import date_words
from app.gateway.typed_dates import TypedDate, typed_date
from app.gateway.written_dates import day_in_text, day_on_button

TODAY = date(2026, 11, 29)  # a Sunday
WRITTEN_FOR_READERS = ("en", "ar", "fa", "fr", "ja", "ja-simple", "my")


@pytest.mark.parametrize(
    "text",
    [
        "25 November",
        "25 november 2026",
        "November 25",
        "Nov 25th, 2026",
        "25th of Nov.",
        "Wednesday, 25 November",
        "I got it on 25 November",
        "le 25 novembre",
        "25 nov. 2026",
        "Je l’ai reçu le mercredi 25 novembre",
        "25 نوفمبر",
        "٢٥ نوفمبر ٢٠٢٦",
        "الأربعاء ٢٥ تشرين الثاني",
        "يوم 25 نونبر",
        "۲۵ نوامبر",
        "چهارشنبه ۲۵ نوامبر ۲۰۲۶",
        "25 نومبر 2026",
        "နိုဝင်ဘာ 25",
        "၂၀၂၆ ခုနှစ် နိုဝင်ဘာလ ၂၅ ရက်",
        "နိုဝင်ဘာလ ၂၅ ရက်နေ့",
        "11月25日",
        "１１月２５日（水）",
        "2026年11月25日",
        "令和8年11月25日",
        "㋿8年11月25日",
        "R8.11.25",
        "r8/11/25",
        "11がつ25にち",
        "11月25日に もらいました",
        "11/25",
        "25/11",
        "25.11.2026",
        "11/25/2026",
        "2026-11-25",
        "2026/11/25",
        "٢٠٢٦/١١/٢٥",
    ],
)
def test_one_day_is_read_in_every_language_and_in_its_digits(text: str) -> None:
    found = typed_date(text, TODAY)
    assert found is not None and found.day == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "11/12",
        "12/11/2026",
        "10.11.",
        "2-3",
        "8/11/25",  # 2008, 2025 or the 8th year of Reiwa
        "25 Nov 26",
        "8年11月25日",
        "Thursday, 25 November",  # it was a Wednesday
        "2026年11月25日（木）",
        "mar 24 nov",  # Tuesday in French, or March
        "31 November",
        "2026-02-30",
        "November 2026",
        "30 November",  # tomorrow
        "3 December",
        "3 December 2026",
        "2027-01-05",
        "令和9年1月5日",
        "1405/9/4",
        "۴ آذر",
        "۴ آذر ۱۴۰۵",
        "4 قوس",
        "5 جمادى الآخرة 1448",
        "2569/11/25",
        "平成30年11月25日",
        "နတ်တော်လ 5 ရက်",
    ],
)
def test_what_may_be_another_day_or_calendar_or_is_yet_to_come_is_asked_about(text: str) -> None:
    found = typed_date(text, TODAY)
    assert found is not None and found.day is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "25 November he hit me",
        "they arrest me on 25 November",
        "not 25 November",
        "yesterday",
        "25",
        "25日",
        "110",
        "03-5379-6001",
        "2026",
        "November",
        "may",
        "I may",
        "2 3",
        "30-45",
        "10:30",
        "အမေ 25",  # mother: May is part of the word
        "2 လ 3 ရက်",  # two months and three days
        "25 November " * 9,
        "3 noviembre",
    ],
)
def test_whatever_else_is_said_is_no_date(text: str) -> None:
    assert typed_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("28 December", "2027-01-02", "2026-12-28"),
        ("2 January", "2027-01-02", "2027-01-02"),
        ("3 January", "2027-01-02", None),
        ("30 July", "2027-01-02", "2026-07-30"),
        ("30 June", "2027-01-02", None),  # too long ago to be surely meant
        ("29 February", "2027-03-01", None),
        ("29 February", "2028-03-01", "2028-02-29"),
        ("2025-11-25", "2026-11-29", "2025-11-25"),
        ("令和元年5月1日", "2026-11-29", "2019-05-01"),
    ],
)
def test_a_date_without_a_year_is_the_last_one_that_was(text: str, today: str, expected: str | None) -> None:
    found = typed_date(text, date.fromisoformat(today))
    assert found is not None and found.day == (expected and date.fromisoformat(expected))


@pytest.mark.parametrize("language", WRITTEN_FOR_READERS)
def test_dates_as_we_write_them_ourselves_are_read_again(language: str) -> None:
    for day in (TODAY - timedelta(days=n) for n in range(1, 300)):
        if language not in {"ja", "ja-simple"}:  # both years at once, and readings: nobody types that
            found = typed_date(day_in_text(day, language), TODAY)
            assert found is not None and found.day == day, day
    for day in (TODAY - timedelta(days=n) for n in range(40)):
        found = typed_date(day_on_button(day, language), TODAY)
        assert found is not None and found.day == day, day


def test_no_word_stands_for_two_things() -> None:
    spaced = (date_words.MONTHS, date_words.WEEKDAYS, date_words.FILLERS, date_words.OTHER_CALENDARS)
    unspaced = (
        date_words.MONTHS_UNSPACED,
        date_words.WEEKDAYS_UNSPACED,
        date_words.DAYS_UNSPACED,
        date_words.FILLERS_UNSPACED,
        date_words.OTHER_CALENDARS_UNSPACED,
    )
    for kinds in (spaced, unspaced):
        words = [word for kind in kinds for word in kind]
        assert len(words) == len(set(words))
    assert all(len(months) == 1 for months in (*date_words.MONTHS.values(), *date_words.MONTHS_UNSPACED.values()))


@settings(deadline=None, max_examples=500)
@given(text=st.text(alphabet="0123456789/-. 年月日令和RrNov٢٥۵၂၅ရက်နိုဝင်ဘာلآذر,()", max_size=20))
def test_no_day_to_come_is_ever_read_and_nothing_typed_is_an_error(text: str) -> None:
    found = typed_date(text, TODAY)
    assert found is None or found.day is None or found.day <= TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", date(2026, 11, 27)),
        ("the letter came on Tuesday", date(2026, 11, 24)),
        ("c'était vendredi", date(2026, 11, 27)),
        ("جمعه گرفتم", date(2026, 11, 27)),
        ("استلمته يوم الخميس", date(2026, 11, 26)),
        ("金曜日に もらいました", date(2026, 11, 27)),
        ("သောကြာနေ့ ရတယ်", date(2026, 11, 27)),
        ("Monday", None),  # today, or a week ago
    ],
)
def test_a_weekday_alone_is_the_last_one_unless_it_may_be_today(text: str, day: date | None) -> None:
    assert typed_date(text, date(2026, 11, 30)) == TypedDate(day)
