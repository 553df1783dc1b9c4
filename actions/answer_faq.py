"""action_answer_faq."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.shielded_action import Event, ShieldedAction, changed_slots, entity_of, topics_of


class ActionAnswerFaq(ShieldedAction):
    """Answers a question with its topic's text; a place named in the same message asks for services there too."""

    action_name = "action_answer_faq"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        topic = self.knowledge.catalogue.topic(topics_of(tracker)[0])
        dispatcher.utter_message(response="utter_answer", topic=topic.id)
        events = changed_slots(tracker, need=topic.support, services_shown=0, only=None)
        if topic.support and entity_of(tracker, "place"):
            events.append(FollowupAction("action_find_services"))
        return events
