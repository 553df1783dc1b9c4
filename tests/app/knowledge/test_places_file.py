"""`content/places/places.yml`: which places there are, where they lie, and which share a name."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.knowledge.content import read_yaml
from app.knowledge.places import Gazetteer, Place, read_gazetteer
from languages.folding import fold

CONTENT = Path(__file__).parents[3] / "content"
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
FAR_KM = {"JP-01": 500, "JP-20": 140, "JP-13": 1100, "JP-42": 250, "JP-46": 600, "JP-47": 550}
CORE_CITIES = {
    "01202", "01204", "02201", "02203", "03201", "05201", "06201", "07201", "07203", "07204", "08201", "09201", "10201",
    "10202", "11201", "11203", "11222", "12204", "12217", "13201", "14201", "16201", "17201", "18201", "19201", "20201",
    "20202", "21201", "23201", "23202", "23203", "23211", "25201", "27203", "27205", "27207", "27210", "27212", "27215",
    "27227", "28201", "28202", "28203", "28204", "29201", "30201", "31201", "32201", "33202", "34202", "34207", "35201",
    "37201", "38201", "39201", "40203", "42201", "42202", "44201", "45201", "46201", "47201",
}  # fmt: skip
WHERE_REFUGEES_LIVE = {
    "Kawaguchi": "11203", "Warabi": "11223", "Toda City": "11224", "Soka City": "11221", "Koshigaya": "11222",
    "Kawagoe": "11201", "Tatebayashi": "10207", "Oizumi": "10524", "Ota (Gunma)": "10205", "Isesaki": "10204",
    "Ushiku": "08219", "Omura": "42205", "Narita": "12211", "Matsudo": "12207", "Ichikawa": "12203", "Machida": "13209",
    "Hachioji": "13201", "Hamamatsu": "22130", "Suzuka": "24207", "Toyota City": "23211", "Toyohashi": "23201",
    "Minokamo": "21211", "Kani City": "21214",
}  # fmt: skip
# Names that several places bear: a message that says no more is asked about.
ASKED_ABOUT = (
    {"01233", "07213"},  # Date
    {"01236", "19209"},  # Hokuto
    {"13206", "34208"},  # Fuchu
    {"12212", "09214"},  # Sakura
    {"08222", "41207"},  # Kashima
    {"06201", "21215"},  # Yamagata
    {"23217", "25211"},  # Konan
    {"10205", "13111"},  # Ota
    {"13103", "23111", "27107"},  # Minato
    {"13102", "01101", "11105", "12101", "15103", "14152", "27128", "28110", "40133", "43101"},  # Chuo
    {"13117", "01102", "11102", "15101", "23103", "26101", "27127", "27146", "28109", "33101", "43105"},  # Kita
)
# "Tajiri / Izumisano", "Tokyo (address not published)" name no single city.
ONE_CITY = re.compile(r"[A-Za-z -]+")


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_yaml(CONTENT / "places" / "places.yml")
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
    for file in [CONTENT / "places" / "places.yml", *(CONTENT / "places" / "names").glob("*.yml")]:
        codes = re.findall(r'^ *("?[\w-]+"?):', file.read_text(encoding="utf-8"), re.M)
        assert len(codes) == len(set(codes)), file.name


def test_all_47_prefectures_are_there(entries: dict[str, dict[str, Any]]) -> None:
    prefectures = [code for code, entry in entries.items() if entry["kind"] == "prefecture"]
    assert prefectures == [f"JP-{number:02}" for number in range(1, 48)]


def test_capitals_designated_and_core_cities_and_special_wards_are_there(gazetteer: Gazetteer) -> None:
    expected = CAPITALS | DESIGNATED_CITIES | CORE_CITIES | SPECIAL_WARDS
    assert (len(DESIGNATED_CITIES), len(CORE_CITIES), len(SPECIAL_WARDS)) == (20, 62, 23)
    assert {code[:2] for code in CAPITALS} == {f"{number:02}" for number in range(1, 48)}
    assert expected <= gazetteer.places.keys(), expected - gazetteer.places.keys()


def test_the_cities_where_refugees_live_are_there(gazetteer: Gazetteer) -> None:
    shown = {place.name("en"): place.code for place in gazetteer.places.values()}
    assert {name: shown.get(name) for name in WHERE_REFUGEES_LIVE} == WHERE_REFUGEES_LIVE


def test_a_city_code_is_text_of_five_digits_that_begins_with_its_prefecture(entries: dict[str, dict[str, Any]]) -> None:
    for code, entry in entries.items():
        if entry["kind"] in {"city", "ward"}:
            assert isinstance(code, str), f"{code} needs quotes: YAML read a number"
            assert re.fullmatch(r"\d{5}", code)
            assert entry["prefecture"] == f"JP-{code[:2]}"


def test_an_entry_holds_nothing_but_what_is_read(entries: dict[str, dict[str, Any]]) -> None:
    area = {"kind", "latitude", "longitude"}
    expected = {
        "prefecture": area,
        "city": area | {"prefecture"},
        "ward": area | {"prefecture", "city"},
        "landmark": {"kind", "at"},
    }
    assert {code for code, entry in entries.items() if entry.keys() != expected[entry["kind"]]} == set()


def test_a_ward_lies_in_its_designated_city_and_bears_a_name_that_is_asked_about(
    entries: dict[str, dict[str, Any]], gazetteer: Gazetteer
) -> None:
    for code, entry in entries.items():
        if entry["kind"] == "ward":
            assert entry["city"] in DESIGNATED_CITIES and entry["city"][:2] == code[:2]
            assert gazetteer.place(code).distance_km(gazetteer.place(entry["city"])) < 25, code
            assert any(code in alike for alike in ASKED_ABOUT)


def test_a_landmark_is_a_name_of_an_area_and_no_area_itself(
    entries: dict[str, dict[str, Any]], gazetteer: Gazetteer
) -> None:
    for code, entry in entries.items():
        if entry["kind"] == "landmark":
            assert entry["at"] in gazetteer.places
            assert code not in gazetteer.places


def test_only_a_prefecture_and_its_city_share_a_name_unasked(
    gazetteer: Gazetteer, directory_cities: set[tuple[str, str]]
) -> None:
    """Or those that are asked about, or two cities which the service directory calls alike."""
    codes: dict[str, set[str]] = defaultdict(set)
    for place in gazetteer.places.values():
        for names in place.names.values():
            for name in names:
                codes[fold(name)].add(place.code)
    directory = {(prefecture, fold(city)) for prefecture, city in directory_cities}
    for name, sharing in codes.items():
        prefectures = {gazetteer.place(code).prefecture for code in sharing}
        one_of_each = len(prefectures) == 1 and len(sharing - prefectures) <= 1
        asked_about = any(sharing - prefectures <= alike for alike in ASKED_ABOUT)
        called_alike = all((prefecture, name) in directory for prefecture in prefectures)
        assert one_of_each or asked_about or called_alike, f"{name}: {sorted(sharing)}"


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
