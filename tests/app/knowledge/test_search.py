"""Which services are offered for a need and a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from app.errors import UnknownCategory, UnknownPlace
from app.knowledge.search import NEAR_KM, Only, find_services
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import Category, PhoneKind, Precision

PREFECTURES = [f"JP-{number:02d}" for number in range(1, 48)]


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("place", [None, "JP-13", "23100", "JP-47"])
def test_there_is_always_something_to_offer(knowledge: Knowledge, category: str, place: str | None) -> None:
    assert find_services(knowledge.catalogue, knowledge.gazetteer, category, place=place, language="en").total > 0


@pytest.mark.parametrize(
    ("category", "place", "prefecture"),
    [
        ("legal", "23100", "JP-23"),
        ("medical", "JP-27", "JP-27"),
        ("housing", "JP-11", "JP-11"),
        ("employment", "JP-13", "JP-13"),
    ],
)
def test_the_first_service_is_of_the_category_and_place_asked_for(
    knowledge: Knowledge, category: str, place: str, prefecture: str
) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, category, place=place, language="ar")
    first = found.services[0].service
    assert first.prefecture == prefecture and category in first.categories


@pytest.mark.parametrize("place", PREFECTURES)
def test_near_ones_come_first_and_nationwide_ones_after_them(knowledge: Knowledge, place: str) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, "legal", place=place, language="en")
    local, anywhere = found.services[: found.nationwide_from], found.services[found.nationwide_from :]
    assert all(one.about_km is not None and one.about_km <= NEAR_KM for one in local)
    assert all(one.service.helps_anywhere and one.about_km is None for one in anywhere)
    outside = [one for one in local if one.service.prefecture != place]
    reachable = [one for one in outside if one.service.phones or one.service.address]
    assert reachable == outside[: len(reachable)], "who has neither number nor address comes last"
    assert all(second - first > -10 for first, second in pairwise(one.about_km or 0.0 for one in reachable))


@pytest.mark.parametrize(
    ("place", "bureau"), [("JP-46", "isa-fukuoka"), ("46201", "isa-fukuoka"), ("JP-02", "isa-sendai")]
)
def test_the_bureau_that_is_responsible_stands_beside_the_office_around_the_corner(
    knowledge: Knowledge, place: str, bureau: str
) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, Category.IMMIGRATION, place=place, language="en")
    near = [one.service for one in found.services[: found.nationwide_from]]
    assert [service.id for service in near][-1] == bureau
    assert near[0].prefecture == knowledge.gazetteer.place(place).prefecture


def test_where_there_is_no_office_the_responsible_bureau_comes_before_the_office_next_door(
    knowledge: Knowledge,
) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, Category.IMMIGRATION, place="JP-45", language="en")
    assert [one.service.id for one in found.services[:2]] == ["isa-fukuoka", "isa-kagoshima"]


def test_who_helps_anywhere_is_offered_far_from_its_door_without_a_distance(knowledge: Knowledge) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, "housing", place="JP-40", language="en")
    (jar,) = [one for one in found.services[found.nationwide_from :] if one.service.id == "jar"]
    assert jar.service.prefecture == "JP-13" and jar.distance_km is None


@pytest.mark.parametrize(("place", "is_said"), [("JP-13", False), ("13104", True)])
def test_kilometres_are_said_only_between_places_that_are_known(
    knowledge: Knowledge, place: str, is_said: bool
) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, "general", place=place, language="en")
    local = found.services[: found.nationwide_from]
    for one in local:
        position = one.service.position
        assert position is not None
        is_known = is_said and position.precision is not Precision.PREFECTURE
        assert one.distance_km == (one.about_km if is_known else None)
    assert any(one.service.position and one.service.position.precision is Precision.PREFECTURE for one in local)


def test_a_row_without_coordinates_lies_where_its_city_does(knowledge: Knowledge) -> None:
    jar = replace(knowledge.catalogue.services["jar"], position=None)
    catalogue = replace(knowledge.catalogue, services={"jar": jar})
    found = find_services(catalogue, knowledge.gazetteer, "legal", place="13104", language="en")
    assert found.nationwide_from == 1 and 0 < (found.services[0].distance_km or 0.0) < 15


@pytest.mark.parametrize(
    ("category", "moment", "expected"),
    [
        ("legal", "2026-11-30T10:30+09:00", {"jar", "fresc", "houterasu-ml"}),
        ("legal", "2026-11-30T17:30+09:00", {"jar"}),
        ("women", "2026-11-29T12:00+09:00", {"sarc-tokyo"}),
        ("women", "2026-11-23T10:30+09:00", {"sarc-tokyo"}),  # a public holiday: nobody knows of the others
    ],
)
def test_only_what_is_surely_open_is_called_open(
    knowledge: Knowledge, category: str, moment: str, expected: set[str]
) -> None:
    found = find_services(
        knowledge.catalogue, knowledge.gazetteer, category, place="JP-13", language="en", only=Only(open=True),
        at=datetime.fromisoformat(moment),
    )  # fmt: skip
    assert {one.service.id for one in found.services} & {"jar", "fresc", "houterasu-ml", "sarc-tokyo"} == expected
    assert all(one.service.schedules for one in found.services)


@pytest.mark.parametrize(("spoken", "is_kept"), [({"pt"}, True), ({"ar"}, False)])
def test_hours_of_a_language_open_a_service_to_those_who_speak_it(
    knowledge: Knowledge, spoken: set[str], is_kept: bool
) -> None:
    service = knowledge.catalogue.services["hellowork-gifu"]
    morning = datetime.fromisoformat("2026-11-30T10:30+09:00")
    assert Only(open=True).admits(service, at=morning, spoken=spoken) is is_kept


def test_a_navi_number_is_never_the_first_number(knowledge: Knowledge) -> None:
    for service in knowledge.catalogue.services.values():
        if service.phones and any(phone.kind is not PhoneKind.NAVI for phone in service.phones):
            assert service.phones[0].kind is not PhoneKind.NAVI


@pytest.mark.parametrize(
    "only", [Only(phone=True), Only(free=True), Only(open=True), Only(language="my"), Only(women=True)]
)
def test_a_filter_that_leaves_nothing_is_dropped_rather_than_silence(knowledge: Knowledge, only: Only) -> None:
    found = find_services(knowledge.catalogue, knowledge.gazetteer, "return", place=None, language="en", only=only)
    assert found.total > 0


def test_a_filter_keeps_only_what_it_admits(knowledge: Knowledge) -> None:
    only = Only(phone=True)
    found = find_services(knowledge.catalogue, knowledge.gazetteer, "legal", place="JP-13", language="en", only=only)
    assert all(one.service.phones for one in found.services)


def test_unknown_words_are_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownCategory):
        find_services(knowledge.catalogue, knowledge.gazetteer, "helicopter", place=None, language="en")
    with pytest.raises(UnknownPlace):
        find_services(knowledge.catalogue, knowledge.gazetteer, "legal", place="JP-48", language="en")


def test_a_line_for_victims_is_not_shown_to_who_looks_for_a_doctor_or_a_lawyer(knowledge: Knowledge) -> None:
    for category in ("medical", "legal"):
        found = find_services(knowledge.catalogue, knowledge.gazetteer, category, place="JP-13", language="en")
        assert not {"sarc-tokyo", "sv-8891", "fire-119"} & {one.service.id for one in found.services}


def test_filters_that_nothing_near_passes_are_dropped_and_that_is_said(knowledge: Knowledge) -> None:
    found = find_services(
        knowledge.catalogue, knowledge.gazetteer, "employment", place="JP-23", language="my", only=Only(language="my")
    )
    assert found.are_unfiltered and found.services[0].service.prefecture == "JP-23"


def test_whoever_has_no_status_sees_first_who_helps_people_of_any(knowledge: Knowledge) -> None:
    def first(situation: str | None) -> list[bool]:
        found = find_services(
            knowledge.catalogue, knowledge.gazetteer, "labour", place=None, language="en", situation=situation
        )
        return ["any_status" in one.service.terms for one in found.services[:5]]

    assert sum(first("none")) >= sum(first(None)) and all(first("none")[:2])
