"""Run in both rooms: folding, identification, nearest language."""

import sys
from pathlib import Path

import pytest

import languages
from languages.folding import clean, fold, fold_digits


@pytest.mark.parametrize(
    ("text", "folded"),
    [("٣ أولاد", "3 أولاد"), ("۳ بچه", "3 بچه"), ("၇ ရက်", "7 ရက်"), ("７日", "7日"), ("3 kids", "3 kids"), ("²", "²")],
)
def test_digits_of_any_script_become_western(text: str, folded: str) -> None:
    assert fold_digits(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أين", "این"),
        ("كيف", "کیف"),
        ("می‌خواهم", "میخواهم"),
        ("Café", "Cafe\u0301"),
        ("ＶＩＳＡ", "visa"),
        ("a\u200bb", "ab"),
        ("مُحامي", "محامی"),
    ],
)
def test_what_people_type_in_two_ways_folds_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b", "a b"), ("  a \n b ", "a b"), ("\u202ea\u202c", "a"), ("क्\u200dष", "क्\u200dष")]
)
def test_cleaning_leaves_what_a_reader_sees(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("How do I apply for refugee status in Japan?", "en"),
        ("Comment est-ce que je peux demander l'asile au Japon ?", "fr"),
        ("難民の申請はどうすればいいですか", "ja"),
        ("كيف أقدم طلب اللجوء في اليابان؟", "ar"),
        ("چطور می‌توانم درخواست پناهندگی بدهم؟", "fa"),
        ("ဒုက္ခသည်အဖြစ် ဘယ်လိုလျှောက်ရမလဲ", "my"),
    ],
)
def test_a_sentence_is_surely_in_its_language(text: str, tag: str) -> None:
    found = languages.identify(text)
    assert found.language == tag and found.is_sure


@pytest.mark.parametrize("text", ["ok", "visa", "12345", "😊", "", "Tokyo", "bengoshi wa doko", "salam", "?!"])
def test_one_word_or_none_is_never_sure(text: str) -> None:
    assert not languages.identify(text, prior="ja").is_sure


@pytest.mark.parametrize(
    ("wish", "offered", "found"),
    [
        ("fr-CA", ["en", "fr"], "fr"),
        ("fa-AF", ["en", "fa"], "fa"),
        ("fa-AF", ["en", "fa", "prs"], "prs"),
        ("prs", ["en", "fa"], "fa"),
        ("zh-CN", ["en", "zh-Hans"], "zh-Hans"),
        ("tl", ["fil"], "fil"),
        ("JA_jp", ["ja"], "ja"),
        ("de", ["en", "fr"], None),
        ("", ["en"], None),
    ],
)
def test_the_nearest_offered_language_is_found(wish: str, offered: "list[str]", found: "str | None") -> None:
    assert languages.nearest(wish, offered) == found


@pytest.mark.parametrize("tag", languages.TAGS)
def test_each_language_file_tells_its_own_tag(tag: str) -> None:
    language = languages.get(tag)
    assert language.tag == tag and language.endonym and language.direction in {"ltr", "rtl"}


def test_languages_use_the_standard_library_only() -> None:
    for path in Path(languages.__file__).parent.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(("import ", "from ")):
                module = line.split()[1].split(".")[0]
                assert module == "languages" or module in sys.stdlib_module_names, f"{path.name}: {line}"
