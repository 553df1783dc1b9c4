"""The form that finds help: validate_help_form and action_ask_help_form_place."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.search import forgotten_nearness, narrowed, place_is_unclear, utter_unclear_place
from actions.shielded_action import Event, ShieldedAction, changed_slots, intent_of

# What is a move in the search itself, or wants no other answer than the question again; whatever else is said
# interrupts it (data/rules/interruptions.yml).
MOVES = {"inform_place", "narrow", "more", "choose_need", "affirm", "greet"}


class ValidateHelpForm(ShieldedAction):
    """Takes what was said about the search; a place that is none, or several, leaves the place open."""

    action_name = "validate_help_form"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        if intent_of(tracker) not in MOVES:
            return []
        # An event for `only` even where nothing changes: without one Rasa takes the message for none of the search's.
        filters = narrowed(tracker, afresh=intent_of(tracker) == "choose_need")
        events = [SlotSet("only", filters), *changed_slots(tracker, services_shown=0)]
        return [*events, *forgotten_nearness(tracker)]


class ActionAskHelpFormPlace(ShieldedAction):
    """Asks where: among places of one name, without the phone's position, from more prefectures, or simply."""

    action_name = "action_ask_help_form_place"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        if place_is_unclear(tracker):
            utter_unclear_place(dispatcher, tracker, in_search=True)
        elif intent_of(tracker) == "more":
            dispatcher.utter_message(response="utter_more_places")
        else:
            dispatcher.utter_message(response="utter_ask_help_place", category=tracker.get_slot("need"))
        return []
