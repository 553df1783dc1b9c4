"""action_find_services."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.search import (
    ANYWHERE,
    PAGE,
    forgotten_nearness,
    named_place,
    narrowed,
    narrows,
    place_is_unclear,
    utter_services,
    utter_unclear_place,
)
from actions.shielded_action import Event, ShieldedAction, changed_slots, intent_of


class ActionFindServices(ShieldedAction):
    """Answers "where can I get …?" from published services; asks for what is missing."""

    action_name = "action_find_services"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        intent, need, place = intent_of(tracker), tracker.get_slot("need"), tracker.get_slot("place")
        if place_is_unclear(tracker):
            utter_unclear_place(dispatcher, tracker)
            return forgotten_nearness(tracker)
        if intent == "inform_place" and named_place(tracker) is None:
            dispatcher.utter_message(response="utter_ask_place")  # a place that we do not know
            return []
        if need is None:
            if place and place != ANYWHERE:
                dispatcher.utter_message(response="utter_ask_need", place=place)
            else:
                dispatcher.utter_message(response="utter_ask_topic")
            return []
        if intent == "narrow" and not narrows(tracker) and not named_place(tracker):
            dispatcher.utter_message(response="utter_ask_filter")
            return []
        filters = narrowed(tracker, afresh=intent == "choose_need")
        start = int(tracker.get_slot("services_shown") or 0) if intent == "more" else 0
        as_before = intent == "choose_need" and place is not None
        utter_services(
            dispatcher, tracker, self.knowledge, need, place, filters=filters, start=start, as_before=as_before
        )
        return changed_slots(tracker, services_shown=start + PAGE, only=filters)
