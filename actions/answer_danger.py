"""action_answer_danger."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.shielded_action import Event, ShieldedAction, changed_slots, topics_of


class ActionAnswerDanger(ShieldedAction):
    """Answers a cry for help with the fixed text of its topic; where that is not to be had, with `emergency`."""

    action_name = "action_answer_danger"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        catalogue = self.knowledge.catalogue
        named = [catalogue.topics[topic] for topic in topics_of(tracker) if topic in catalogue.topics]
        danger = next((topic for topic in named if topic.base_intent == "danger"), None)
        topic = danger or catalogue.topic("emergency")
        dispatcher.utter_message(response="utter_crisis", topic=topic.id)
        return changed_slots(tracker, need=topic.support, services_shown=0, only=None)
