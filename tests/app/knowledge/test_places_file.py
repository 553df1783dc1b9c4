"""`content/places/places.yml`: every place named in every language we answer in, once, and where it is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.knowledge.places import Gazetteer, Place, read_gazetteer
from languages.folding import fold

CONTENT = Path(__file__).parents[3] / "content"
TAGS = ["en", "ja", "fr", "ar", "fa", "my"]
DESIGNATED_CITIES = {
    "01100", "04100", "11100", "12100", "14100", "14130", "14150", "15100", "22100", "22130", "23100", "26100",
    "27100", "27140", "28100", "33100", "34100", "40100", "40130", "43100",
}  # fmt: skip
CAPITALS = {
    "01100", "02201", "03201", "04100", "05201", "06201", "07201", "08201", "09201", "10201", "11100", "12100",
    "13104", "14100", "15100", "16201", "17201", "18201", "19201", "20201", "21201", "22100", "23100", "24201",
    "25201", "26100", "27100", "28100", "29201", "30201", "31201", "32201", "33100", "34100", "35203", "36201",
    "37201", "38201", "39201", "40130", "41201", "42201", "43100", "44201", "45201", "46201", "47201",
}  # fmt: skip
SPECIAL_WARDS = {str(code) for code in range(13101, 13124)}
# Islands and long coasts: further from the seat than elsewhere.
FAR_KM = {"JP-01": 500, "JP-13": 1100, "JP-42": 250, "JP-46": 600, "JP-47": 550}
SEPARATORS = r"[ '(),\-\u200c]"
SCRIPTS = {
    "en": rf"(?:[A-Za-z]|{SEPARATORS})+",
    "ja": r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]+",
    "fr": rf"(?:[A-Za-zÀ-ÿŒœ]|{SEPARATORS})+",
    "ar": r"[\u0621-\u063a\u0641-\u064a ]+",
    "fa": r"[آئءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ]+",
    "my": r"[\u1000-\u109f]+",
}
# "Tajiri / Izumisano", "Tokyo (address not published)" name no single city.
ONE_CITY = re.compile(r"[A-Za-z -]+")


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((CONTENT / "places" / "places.yml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(CONTENT)


@pytest.fixture(scope="module")
def directory_cities() -> set[tuple[str, str]]:
    services = yaml.safe_load((CONTENT / "services" / "services.yml").read_text(encoding="utf-8"))["services"]
    return {
        (service["prefecture"], service["city"])
        for service in services.values()
        if service.get("city") and ONE_CITY.fullmatch(service["city"])
    }


def cities(gazetteer: Gazetteer) -> list[Place]:
    return [place for place in gazetteer.places.values() if place.code != place.prefecture]


def test_no_place_is_written_twice() -> None:
    text = (CONTENT / "places" / "places.yml").read_text(encoding="utf-8")
    codes = [line.split(":")[0] for line in text.splitlines() if line and not line.startswith("#")]
    assert len(codes) == len(set(codes))


def test_all_47_prefectures_are_there(entries: dict[str, dict[str, Any]]) -> None:
    prefectures = [code for code, entry in entries.items() if entry["kind"] == "prefecture"]
    assert prefectures == [f"JP-{number:02}" for number in range(1, 48)]


def test_capitals_designated_cities_and_special_wards_are_there(gazetteer: Gazetteer) -> None:
    expected = CAPITALS | DESIGNATED_CITIES | SPECIAL_WARDS
    assert {code[:2] for code in CAPITALS} == {f"{number:02}" for number in range(1, 48)}
    assert expected <= gazetteer.places.keys(), expected - gazetteer.places.keys()


def test_a_city_code_is_text_of_five_digits_that_begins_with_its_prefecture(entries: dict[str, dict[str, Any]]) -> None:
    for code, entry in entries.items():
        if entry["kind"] == "city":
            assert isinstance(code, str), f"{code} needs quotes: YAML read a number"
            assert re.fullmatch(r"\d{5}", code)
            assert entry["prefecture"] == f"JP-{code[:2]}"


def test_an_entry_holds_nothing_but_what_is_read(entries: dict[str, dict[str, Any]]) -> None:
    common = {"kind", "latitude", "longitude", "names"}
    expected = {"prefecture": common, "city": common | {"prefecture"}}
    assert {code for code, entry in entries.items() if entry.keys() != expected[entry["kind"]]} == set()


def test_every_place_is_named_in_every_language(entries: dict[str, dict[str, Any]]) -> None:
    for code, entry in entries.items():
        assert list(entry["names"]) == TAGS, code
        assert all(entry["names"].values()), code


@pytest.mark.parametrize("tag", TAGS)
def test_names_are_written_in_the_script_of_their_language(gazetteer: Gazetteer, tag: str) -> None:
    for place in gazetteer.places.values():
        for name in place.names[tag]:
            assert re.fullmatch(SCRIPTS[tag], name), f"{place.code}: {name!a}"
            assert name == unicodedata.normalize("NFC", name).strip()


def test_a_japanese_name_shown_says_what_kind_of_place_it_is(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        suffixes = "都道府県" if place.code == place.prefecture else "市区町村"
        assert place.name("ja").endswith(tuple(suffixes)), place.code


def test_a_spelling_is_listed_once_as_matching_reads_it(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        for tag, names in place.names.items():
            assert len({fold(name) for name in names}) == len(names), (place.code, tag)


def test_only_a_prefecture_and_its_city_share_a_name(
    gazetteer: Gazetteer, directory_cities: set[tuple[str, str]]
) -> None:
    """Or two cities which the service directory calls alike."""
    codes: dict[str, set[str]] = defaultdict(set)
    for place in gazetteer.places.values():
        for names in place.names.values():
            for name in names:
                codes[fold(name)].add(place.code)
    directory = {(prefecture, fold(city)) for prefecture, city in directory_cities}
    for name, sharing in codes.items():
        prefectures = {gazetteer.place(code).prefecture for code in sharing}
        one_of_each = len(prefectures) == 1 and len(sharing - prefectures) <= 1
        called_alike = all((prefecture, name) in directory for prefecture in prefectures)
        assert one_of_each or called_alike, f"{name}: {sorted(sharing)}"


def test_a_name_shared_with_another_place_is_the_citys_last_and_never_the_one_shown(gazetteer: Gazetteer) -> None:
    counts: dict[str, int] = defaultdict(int)
    for place in gazetteer.places.values():
        for name in {fold(name) for names in place.names.values() for name in names}:
            counts[name] += 1
    for city in cities(gazetteer):
        for tag, names in city.names.items():
            shared = [name for name in names if counts[fold(name)] > 1]
            assert shared in ([], [names[-1]] if tag == "en" and len(names) > 1 else []), (city.code, tag, shared)


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
        if fold(name) in fold(text) and place.code != "JP-22"  # Shizuoka is meant
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


def test_every_place_lies_in_japan(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places.values():
        assert 24.0 <= place.latitude <= 45.6, place.code
        assert 122.9 <= place.longitude <= 145.9, place.code


def test_every_city_lies_near_the_seat_of_its_prefecture(gazetteer: Gazetteer) -> None:
    for city in cities(gazetteer):
        away = city.distance_km(gazetteer.place(city.prefecture))
        assert away <= FAR_KM.get(city.prefecture, 120), f"{city.code}: {away:.0f} km"


def test_a_capital_lies_at_the_seat_of_its_prefecture(gazetteer: Gazetteer) -> None:
    for code in CAPITALS:
        city = gazetteer.place(code)
        assert city.distance_km(gazetteer.place(city.prefecture)) <= 12, code


def test_every_city_of_the_service_directory_is_found(
    gazetteer: Gazetteer, directory_cities: set[tuple[str, str]]
) -> None:
    found = defaultdict(list)
    for city in cities(gazetteer):
        for name in city.names["en"]:
            found[city.prefecture, name].append(city.code)
    assert {key for key in directory_cities if not found[key]} == {("JP-13", "Tokyo")}, "Tokyo is the prefecture itself"
    assert {key for key in directory_cities if len(found[key]) > 1} == set()
    assert found["JP-27", "Osaka"] == ["27100"]
    assert found["JP-47", "Okinawa"] == ["47211"]
    assert (found["JP-10", "Ota"], found["JP-13", "Ota"]) == (["10205"], ["13111"])
