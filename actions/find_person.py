"""action_find_person."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.search import ANYWHERE, PAGE, named_place, told
from actions.shielded_action import Event, ShieldedAction, changed_slots
from app.knowledge.people import find_people
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import NATIONWIDE


class ActionFindPerson(ShieldedAction):
    """Names people to talk to, for what was asked for last, and has a card made to show at a counter."""

    action_name = "action_find_person"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        return utter_person(dispatcher, tracker, self.knowledge)


def utter_person(
    dispatcher: CollectingDispatcher, tracker: Tracker, knowledge: Knowledge, *, after_fallback: bool = False
) -> list[Event]:
    """Says whom a visitor can talk to now, and returns the place as an event where the message names one."""
    need, place = tracker.get_slot("need"), named_place(tracker) or tracker.get_slot("place")
    found = find_people(
        knowledge.catalogue,
        knowledge.gazetteer,
        need=need,
        place=NATIONWIDE if place == ANYWHERE else place,
        language=told(tracker, "language") or "en",
        situation=told(tracker, "situation"),
    )
    dispatcher.utter_message(
        response="utter_person",
        services=[one.service.id for one in found.services[:PAGE]],
        open_now=found.open_now,
        need=need,
        after_fallback=after_fallback,
    )
    return changed_slots(tracker, place=place)
