"""Which services are offered for a need and a place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.errors import UnknownCategory, UnknownPlace
from app.knowledge.search import NEAR_KM, Only, find_services
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import Category, PhoneKind

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
    assert all(one.distance_km is not None and one.distance_km <= NEAR_KM for one in local)
    assert all(one.service.prefecture == "JP" and one.distance_km is None for one in anywhere)
    outside = [one.distance_km or 0.0 for one in local if one.service.prefecture != place]
    assert all(second - first > -10 for first, second in pairwise(outside))


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
