"""Which of the places a message names it is about; where that is not clear, which it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.place_list import NEAR, Place


@dataclass(frozen=True)
class Found:
    """A name in a text, and the places that bear it, prefectures first."""

    bearers: tuple[Place, ...]
    start: int
    end: int
    exact: bool = True
    """False where it was typed with a mistake."""

    @property
    def is_near(self) -> bool:
        return self.bearers[0].code == NEAR


@dataclass(frozen=True)
class About:
    """What a message is about: one code, or several to ask between."""

    codes: tuple[str, ...]
    start: int
    end: int


def the_place(found: Sequence[Found]) -> About | None:
    """A city whose prefecture is named too, else what is named first.

    Exact names come before mistyped ones, and any before "near me".
    """
    named = [one for one in found if not one.is_near]
    named = [one for one in named if one.exact] or named
    if not named:
        return next((About((NEAR,), one.start, one.end) for one in found), None)
    meant = [(one, _meant(one, named)) for one in named]
    prefectures = {places[0].code for _, places in meant if len(places) == 1 and places[0].is_prefecture}
    about, places = next(
        ((one, places) for one, places in meant if _is_city_in(places, prefectures)),
        meant[0],
    )
    return About(tuple(place.code for place in places), about.start, about.end)


def _is_city_in(places: Sequence[Place], prefectures: set[str]) -> bool:
    return len(places) == 1 and not places[0].is_prefecture and places[0].prefecture in prefectures


def _meant(one: Found, named: Sequence[Found]) -> tuple[Place, ...]:
    """Of places with one name: those in an area named elsewhere; a prefecture before its own cities; else all."""
    if len(one.bearers) == 1:
        return one.bearers
    others = [other.bearers[0] for other in named if other is not one and _is_in_one_prefecture(other)]
    sure = {other.code for other in others}
    areas = sure.union(*(other.within for other in others))
    bearers = [place for place in one.bearers if place.code not in sure and sure.intersection(place.within)]
    bearers = bearers or [place for place in one.bearers if areas.intersection(place.within)] or list(one.bearers)
    prefectures = {place.code for place in bearers if place.is_prefecture}
    return tuple(place for place in bearers if place.is_prefecture or place.prefecture not in prefectures)


def _is_in_one_prefecture(found: Found) -> bool:
    return len({place.prefecture for place in found.bearers}) == 1
