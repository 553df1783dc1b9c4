"""action_find_services."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.shielded_action import Event, ShieldedAction, changed_slots, entity_of, intent_of
from app.knowledge.search import Only, find_services
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import NATIONWIDE

PAGE = 3
NEAR = "near"
"""The place slot after "near me": we never ask for a position, only for a name."""


class ActionFindServices(ShieldedAction):
    """Answers "where can I get …?" from published services; asks for what is missing."""

    action_name = "action_find_services"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        need, place = tracker.get_slot("need"), tracker.get_slot("place")
        if must_ask_place(dispatcher, tracker, place):
            return forgotten_nearness(tracker)
        if place == "anywhere":
            place = NATIONWIDE
        if need is None:
            if place and place != NATIONWIDE:
                dispatcher.utter_message(response="utter_ask_need", place=place)
            else:
                dispatcher.utter_message(response="utter_ask_topic")
            return []
        start = int(tracker.get_slot("services_shown") or 0) if intent_of(tracker) == "more" else 0
        utter_services(
            dispatcher, tracker, self.knowledge, need, place, only=only_from(tracker.get_slot("only")), start=start
        )
        return changed_slots(tracker, services_shown=start + PAGE)


def must_ask_place(dispatcher: CollectingDispatcher, tracker: Tracker, place: str | None) -> bool:
    """True, and the question is said, where "near me" names no place or several places bear the name."""
    if candidates := entity_of(tracker, "place_candidates"):
        dispatcher.utter_message(response="utter_which_place", places=candidates.split())
        return True
    if place == NEAR:
        dispatcher.utter_message(response="utter_ask_place")
        return True
    return False


def forgotten_nearness(tracker: Tracker) -> list[Event]:
    """An empty place slot where it says no more than "near me"; a place named before is kept."""
    return changed_slots(tracker, place=None) if tracker.get_slot("place") == NEAR else []


def utter_services(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    knowledge: Knowledge,
    need: str,
    place: str | None,
    *,
    only: Only,
    start: int = 0,
) -> None:
    """Says which services there are for a need, from the `start`th on; raises UnknownCategory and UnknownPlace."""
    found = find_services(
        knowledge.catalogue,
        knowledge.gazetteer,
        need,
        place=place,
        language=str((tracker.latest_message.get("metadata") or {}).get("language") or "en"),
        only=only,
    )
    dispatcher.utter_message(
        response="utter_services",
        category=need,
        place=place,
        start=start,
        services=[one.service.id for one in found.services],
        distances={one.service.id: one.distance_km for one in found.services if one.distance_km is not None},
        nationwide_from=found.nationwide_from,
    )


def only_from(narrowed: str | None) -> Only:
    """The filter a button `only/…` stands for."""
    if narrowed is None:
        return Only()
    if narrowed.startswith("lang:"):
        return Only(language=narrowed.removeprefix("lang:"))
    return Only(phone=narrowed == "phone", free=narrowed == "free", women=narrowed == "women", open=narrowed == "open")
