"""What all actions that show services share: what was asked for, and how the list is handed on."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.shielded_action import Event, changed_slots, entities_of, entity_of
from app.knowledge.search import Only, find_services
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import NATIONWIDE

FORM = "help_form"
PAGE = 3
NEAR, ANYWHERE = "near", "anywhere"
"""Values of the entity `place` that are no place: "near me" (we never ask for a position), anywhere in Japan."""
_FLAGS = ("phone", "free", "women", "open")


def told(tracker: Tracker, name: str) -> str | None:
    """What the gateway told of the visitor with this message: `language`, `situation`."""
    return (tracker.latest_message.get("metadata") or {}).get(name) or None


def named_place(tracker: Tracker) -> str | None:
    """The place that the latest message names; None where it names none, several of that name, or just "near me"."""
    place = entity_of(tracker, "place")
    return None if place == NEAR or entity_of(tracker, "place_candidates") else place


def place_is_unclear(tracker: Tracker) -> bool:
    """Whether the latest message speaks of a place that we cannot tell."""
    return entity_of(tracker, "place") == NEAR or entity_of(tracker, "place_candidates") is not None


def utter_unclear_place(dispatcher: CollectingDispatcher, tracker: Tracker, *, in_search: bool = False) -> None:
    """Asks which of the places of one name is meant, or for the name of one where "near me" names none."""
    if candidates := entity_of(tracker, "place_candidates"):
        dispatcher.utter_message(response="utter_which_place", places=candidates.split())
    else:
        dispatcher.utter_message(response="utter_near_me", in_search=in_search)


def forgotten_nearness(tracker: Tracker) -> list[Event]:
    """An empty place slot where it says no more than "near me"; a place named before is kept."""
    return changed_slots(tracker, place=None) if tracker.get_slot("place") == NEAR else []


def is_searching(tracker: Tracker) -> bool:
    """Whether we asked for the place and have no answer yet."""
    return (tracker.active_loop or {}).get("name") == FORM


def narrowed(tracker: Tracker, *, afresh: bool = False) -> list[str]:
    """The filters that hold now: those of before, unless `afresh`, and the latest message's; one day, one language."""
    before = [] if afresh else list(tracker.get_slot("only") or [])
    said = [*entities_of(tracker, "only"), *(f"lang:{tag}" for tag in entities_of(tracker, "language"))]
    kept = {_kind(one): one for one in [*before, *said]}
    return list(kept.values())


def narrows(tracker: Tracker) -> bool:
    """Whether the latest message itself names a filter."""
    return bool(entities_of(tracker, "only") or entities_of(tracker, "language"))


def only_from(filters: list[str]) -> Only:
    """The filter that words stand for: `phone`, `on:SA`, `lang:fa` …"""
    chosen = {_kind(one): one.partition(":")[2] or True for one in filters}
    return Only(
        **{flag: bool(chosen.get(flag)) for flag in _FLAGS},
        on=str(chosen["on"]) if "on" in chosen else None,
        language=str(chosen["lang"]) if "lang" in chosen else None,
    )


def utter_services(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    knowledge: Knowledge,
    need: str,
    place: str | None,
    *,
    filters: list[str],
    start: int = 0,
    as_before: bool = False,
) -> None:
    """Says which services there are for a need, from the `start`th on; raises UnknownCategory and UnknownPlace."""
    place = NATIONWIDE if place == ANYWHERE else place
    found = find_services(
        knowledge.catalogue,
        knowledge.gazetteer,
        need,
        place=place,
        language=told(tracker, "language") or "en",
        only=only_from(filters),
        situation=told(tracker, "situation"),
    )
    dispatcher.utter_message(
        response="utter_services",
        category=need,
        place=place,
        start=start,
        services=[one.service.id for one in found.services],
        distances={one.service.id: one.distance_km for one in found.services if one.distance_km is not None},
        nationwide_from=found.nationwide_from,
        filters=filters,
        are_unfiltered=found.are_unfiltered,
        as_before=as_before and place != NATIONWIDE,
    )


def _kind(value: str) -> str:
    return value.partition(":")[0]
