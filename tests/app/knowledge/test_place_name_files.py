"""`content/places/names/<tag>.yml`: every place named in each of our languages, in its script, and no ordinary word."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from app.knowledge.content import read_yaml
from app.knowledge.places import Gazetteer, Place, read_gazetteer
from languages.folding import fold

CONTENT = Path(__file__).parents[3] / "content"
TAGS = (
    "en ja ja-simple zh-Hans ko vi th km my id fil ne hi bn ur si ta ar fa prs ps tr kmr ru uk uz fr es pt am ti so sw"
)
TAGS = TAGS.split()
# What these do not name themselves is shown in romaji, or as the language says that they read.
ROMAJI = {"vi", "id", "fil", "tr", "kmr", "uz", "fr", "es", "pt", "so", "sw"}
SEPARATORS = r"[ '(),\-\u200c]"
LATIN = rf"(?:[A-Za-zÀ-ɏḀ-ỿ]|{SEPARATORS})+"
# Latin where no language writes it otherwise: Takanawa Gateway, Cosmosquare.
SCRIPTS = {
    **dict.fromkeys(ROMAJI, LATIN),
    "en": rf"(?:[A-Za-z]|{SEPARATORS})+",
    "ja": r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]+",
    "ja-simple": r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]+(?:\([\u3041-\u3096]+\))?",
    "zh-Hans": r"[\u4e00-\u9fff]+(?:Gateway|Isle)?站?|Cosmosquare站",
    "ko": r"[\uac00-\ud7a3 ]+",
    "th": r"[\u0e00-\u0e7f ()]+",
    "km": r"[\u1780-\u17ff ()]+",
    "my": r"[\u1000-\u109f ()]+",
    "ne": r"[\u0900-\u097f ()]+",
    "hi": r"[\u0900-\u097f ()]+",
    "bn": r"[\u0980-\u09ff ()]+",
    "si": r"[\u0d80-\u0dff\u200d ()]+",
    "ta": r"[\u0b80-\u0bff ()]+",
    "ar": r"[\u0621-\u063a\u0641-\u064a ()]+",
    "fa": r"[آئءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ()]+",
    "prs": r"[آئءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ()]+",
    "ur": r"[آئءابپتثٹجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیےؤ ()]+",
    "ps": r"[آئءابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیيې ()]+",
    "ru": r"[А-Яа-яЁё ()]+",
    "uk": r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ' ()]+",
    "am": r"[\u1200-\u137f ()]+",
    "ti": r"[\u1200-\u137f ()]+",
}


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_yaml(CONTENT / "places" / "places.yml")
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, Any]]:
    """Language → its file of names."""
    return {path.stem: read_yaml(path) for path in (CONTENT / "places" / "names").glob("*.yml")}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(CONTENT)


def cities(gazetteer: Gazetteer) -> list[Place]:
    return [place for place in gazetteer.places.values() if place.code != place.prefecture]


def test_there_is_a_file_for_each_language_that_says_its_state_and_names_only_known_places(
    entries: dict[str, dict[str, Any]], files: dict[str, dict[str, Any]]
) -> None:
    assert files.keys() == set(TAGS)
    for tag, file in files.items():
        assert file["state"] in {"machine", "translated", "reviewed"}
        assert file.keys() <= {"state", "near", "words", "names"}
        assert file["names"].keys() <= entries.keys(), tag
        assert all(file["names"].values()), tag


@pytest.mark.parametrize("tag", TAGS)
def test_every_place_has_a_name_in_every_language(
    gazetteer: Gazetteer, files: dict[str, dict[str, Any]], tag: str
) -> None:
    if tag not in ROMAJI | {"prs"}:
        assert gazetteer.places.keys() <= files[tag]["names"].keys(), "its readers cannot read romaji"
    for place in gazetteer.places.values():
        shown = place.name(tag)
        assert re.fullmatch(SCRIPTS[tag], shown), f"{place.code}: {shown!a}"


def test_dari_reads_persian_names_and_what_has_none_romaji(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("JP-13").name("prs") == gazetteer.place("JP-13").name("fa")
    assert gazetteer.place("23100").name("sw") == "Nagoya"
    assert gazetteer.place("23100").name("xx") == "Nagoya"


@pytest.mark.parametrize("tag", TAGS)
def test_names_are_written_in_the_script_of_their_language(files: dict[str, dict[str, Any]], tag: str) -> None:
    for code, names in files[tag]["names"].items():
        for name in names:
            assert re.fullmatch(SCRIPTS[tag], name), f"{code}: {name!a}"
            assert name == unicodedata.normalize("NFC", name).strip()


def test_a_japanese_name_shown_says_what_kind_of_place_it_is(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        suffixes = "都道府県" if place.code == place.prefecture else "市区町村"
        assert place.name("ja").endswith(tuple(suffixes)), place.code


def test_a_spelling_is_listed_once_as_matching_reads_it(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        for tag, names in place.names.items():
            assert len({fold(name) for name in names}) == len(names), (place.code, tag)


def test_a_name_that_is_shown_belongs_to_one_place_only(gazetteer: Gazetteer) -> None:
    for tag in TAGS:
        bearers: dict[str, set[str]] = defaultdict(set)
        for place in gazetteer.places.values():
            for name in place.names.get(tag, ()):
                bearers[fold(name)].add(place.code)
        for place in cities(gazetteer):
            assert bearers.get(fold(place.name(tag)), {place.code}) == {place.code}, (tag, place.code)


def test_names_shown_tell_all_places_apart(gazetteer: Gazetteer) -> None:
    for tag in TAGS:
        shown = [place.name(tag) for place in gazetteer.places.values()]
        assert len(set(shown)) == len(shown), tag


# Found by reading names as parts of words: what each would be taken for.
@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ja", "しごとをさがしています"),  # looking for work: Saga
        ("ja", "びょうきならけんこうほけん"),  # if ill, health insurance: Nara
        ("ja", "わたしがけんこうです"),  # I am healthy: Shiga
        ("ja", "ひとりでした"),  # I was alone: Toride
        ("ja", "ふくしまどぐちはどこ"),  # the welfare window: Fukushima
        ("ja", "つうやくになりたい"),  # to be an interpreter: Narita
        ("ja", "なんみんとみとめる"),  # to recognise as a refugee: Mito
        ("ja", "こうふしんせい"),  # application for issue: Kofu
        ("ja", "きたくします"),  # going home: Kita
        ("ja", "いちばんちかいびょういん"),  # the nearest hospital: Chiba
        ("ja", "静岡県沼津市"),  # Numazu: Tsu
        ("ja", "受取手続き"),  # receiving procedure: Toride
        ("my", "ကျွန်တော့်ကိုဘေးကင်းအောင်ထားပါ"),  # keep me safe: Kobe
        ("my", "ကိုတိုင်ကြားမယ်"),  # will complain: Koto
        ("my", "ဖုန်းကိုချိတ်ဆက်"),  # connect the phone: Kochi
        ("my", "အကျိုးတို့"),  # benefits: Kyoto
    ],
)
def test_ordinary_words_hold_no_place_where_words_are_not_spaced(gazetteer: Gazetteer, tag: str, text: str) -> None:
    found = {
        name
        for place in gazetteer.places.values()
        for name in place.names[tag]
        if fold(name) in fold(text) and place.code not in {"JP-22", "22203"}  # Shizuoka, Numazu are meant
    }
    assert found == set()


@pytest.mark.parametrize(
    "word",
    [
        "نارا",  # ar: a fire
        "كوبي",  # ar: a copy
        "مئة",  # ar: a hundred
        "كأني",  # ar: as if I
        "کوچی",  # fa: nomads
    ],
)
def test_ordinary_words_of_arabic_and_persian_are_not_places(gazetteer: Gazetteer, word: str) -> None:
    names = {fold(name) for place in gazetteer.places.values() for tag in ("ar", "fa") for name in place.names[tag]}
    assert fold(word) not in names
