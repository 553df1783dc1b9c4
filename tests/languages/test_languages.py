"""Run in both rooms: folding, identification, nearest language, what each language file says."""

import sys
import unicodedata
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
        ("ہے", "هے"),
        ("مرستې", "مرستی"),
        ("IŞIK", "ışık"),
        ("İltica", "iltica"),
        ("ещё", "еще"),
        ("oʻzbek", "o'zbek"),
        ("ज़रूरत हाँ", "जरूरत हां"),
        ("ክሐ", "ክሀ"),
        ("ኃይል ዓለም ፀሐይ", "ሀይል አለም ጸሀይ"),
        ("ශ්‍රී", "ශ්රී"),
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
        ("ps", ["en", "fa"], "fa"),
        ("ja-simple", ["en", "ja"], "ja"),
        ("ku-TR", ["en", "tr"], "tr"),
        ("zh-Hant-TW", ["en", "zh-Hans"], "zh-Hans"),
        ("uk", ["en", "ru"], None),
        ("zh-CN", ["en", "zh-Hans"], "zh-Hans"),
        ("tl", ["fil"], "fil"),
        ("JA_jp", ["ja"], "ja"),
        ("de", ["en", "fr"], None),
        ("", ["en"], None),
    ],
)
def test_the_nearest_offered_language_is_found(wish: str, offered: "list[str]", found: "str | None") -> None:
    assert languages.nearest(wish, offered) == found


DESIGN = (
    "en ja ja-simple zh-Hans ko vi th km my id fil ne hi bn ur si ta ar fa prs ps tr kmr ru uk uz fr es pt am ti so sw"
)


def test_there_is_a_file_for_each_language_of_the_design() -> None:
    assert set(languages.TAGS) == set(DESIGN.split())


@pytest.mark.parametrize("tag", languages.TAGS)
def test_each_language_file_is_complete(tag: str) -> None:
    language = languages.get(tag)
    assert language.tag == tag and language.endonym and language.english_name
    assert language.direction == ("rtl" if language.script == "Arab" else "ltr") == languages.direction_of(tag)
    assert [unicodedata.decimal(digit) for digit in language.digits] == list(range(10))
    assert language.known_by in {"script", "letters", "choice"}
    if language.known_by == "letters" and tag != "my":  # whose neighbours write other letters
        assert len(language.cue_words) >= 50


@pytest.mark.parametrize("tag", languages.TAGS)
def test_fallbacks_are_languages_of_ours_and_lead_in_no_circle(tag: str) -> None:
    for fallback in languages.get(tag).fallback:
        assert tag not in (fallback, *languages.get(fallback).fallback)
    if languages.get(tag).known_by == "choice":
        assert languages.get(tag).fallback, "text looks like some other language's"


def test_endonyms_and_names_are_each_of_one_language() -> None:
    for names in (
        [languages.get(tag).endonym for tag in languages.TAGS],
        [languages.get(t).english_name for t in languages.TAGS],
    ):
        assert len(set(names)) == len(languages.TAGS)


def test_no_two_languages_fold_one_letter_differently_and_folding_twice_changes_nothing() -> None:
    folds: dict[str, str] = {}
    for tag in languages.TAGS:
        for letter, folded in languages.get(tag).folds.items():
            assert folds.setdefault(letter, folded) == folded, f"{tag}: {letter}"
    for letter in folds:
        assert fold(fold(letter)) == fold(letter)


def test_a_language_we_have_no_file_for_runs_from_left_to_right() -> None:
    assert languages.direction_of("de") == "ltr"


def test_languages_use_the_standard_library_only() -> None:
    for path in Path(languages.__file__).parent.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(("import ", "from ")):
                module = line.split()[1].split(".")[0]
                assert module == "languages" or module in sys.stdlib_module_names, f"{path.name}: {line}"
