"""action_answer_danger."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.search import is_searching, named_place
from actions.shielded_action import Event, ShieldedAction, changed_slots, topics_of


class ActionAnswerDanger(ShieldedAction):
    """Answers a cry for help with the fixed lines of its topic; where that is not to be had, with `emergency`.

    A search that was under way is offered again by button.
    """

    action_name = "action_answer_danger"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        catalogue = self.knowledge.catalogue
        named = [catalogue.topics[topic] for topic in topics_of(tracker) if topic in catalogue.topics]
        danger = next((topic for topic in named if topic.base_intent == "danger"), None)
        topic = danger or catalogue.topic("emergency")
        go_on = tracker.get_slot("need") if is_searching(tracker) else None
        dispatcher.utter_message(response="utter_crisis", topic=topic.id, go_on=go_on)
        place = named_place(tracker) or tracker.get_slot("place")
        return changed_slots(tracker, need=topic.support, place=place, services_shown=0, only=[])
