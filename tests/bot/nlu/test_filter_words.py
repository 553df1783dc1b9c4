"""Words that narrow a list of services are found in every language as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.filter_extractor import without_refused
from bot.nlu.filter_words import NOT, FilterWords, read_filter_words
from languages import fold

FOLDER = Path(__file__).parents[3] / "content/filters"


@pytest.fixture(scope="module")
def words() -> FilterWords:
    return FilterWords(read_filter_words(FOLDER))


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "someone who speaks Dari", {"lang:prs"}),
        ("en", "only free ones, open on Saturdays please", {"free", "on:SA"}),
        ("en", "is it open now?", {"open"}),
        ("en", "by phone, for women", {"phone", "women"}),
        ("fr", "quelqu'un qui parle arabe", {"lang:ar"}),
        ("fr", "gratuit et ouvert le samedi", {"free", "on:SA"}),
        ("ar", "مجاني وبالفارسية", {"free", "lang:fa"}),
        ("fa", "رایگان و به زبان دری", {"free", "lang:prs"}),
        ("ja", "無料でミャンマー語ができる所", {"free", "lang:my"}),
        ("ja", "土曜日に開いている", {"on:SA"}),
        ("my", "အခမဲ့ မြန်မာစကားပြောတဲ့သူ", {"free", "lang:my"}),
    ],
)
def test_filters_are_found_as_people_write_them(words: FilterWords, language: str, text: str, values: set[str]) -> None:
    assert {value for value, _, _ in words.find(fold(text), language)} == values


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("fr", "je ne parle pas anglais", set()),
        ("fr", "je comprends pas anglais, en arabe svp", {"lang:ar"}),
        ("fr", "en anglais svp", {"lang:en"}),
        ("en", "I dont speak Japanese, what is this letter", set()),
        ("ar", "ما بحكي ياباني", set()),
        ("fa", "من انگلیسی بلد نیستم، عربی", {"lang:ar"}),
        ("fa", "ژاپنی نمیفهمم", set()),
        ("ja", "日本語がわかりません", set()),
        ("my", "ဂျပန်စကား မပြောတတ်ဘူး", set()),
    ],
)
def test_who_does_not_speak_a_language_does_not_ask_for_it(
    words: FilterWords, language: str, text: str, left: set[str]
) -> None:
    assert {value for value, _, _ in without_refused(words.find(fold(text), language))} == left


@pytest.mark.parametrize("text", ["I need freedom", "frenchise", "I was refused", "my card", "thailand is far"])
def test_other_words_are_no_filters(words: FilterWords, text: str) -> None:
    assert words.find(fold(text), "en") == []


def test_every_language_with_utterances_has_every_kind_of_word(words: FilterWords) -> None:
    utterances = {folder.name for folder in (FOLDER.parents[1] / "data/nlu").iterdir() if folder.is_dir()}
    assert set(words.words) == utterances - {"ja-simple"}  # which is written in the words of ja
    for tag, values in words.words.items():
        kinds = {value.partition(":")[0] for value in values.values() if value}
        assert kinds == {"phone", "free", "women", "open", "on", "lang", NOT}, tag
        assert {f"on:{day}" for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")} <= set(values.values()), tag
