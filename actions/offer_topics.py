"""action_ask_which_topic and action_offer_topics."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.find_person import utter_person
from actions.shielded_action import Event, ShieldedAction, topics_of
from app.knowledge.vocabulary import LEAST_NAMED_DANGER


class ActionAskWhichTopic(ShieldedAction):
    """Asks, by button, which of the two likeliest topics is meant."""

    action_name = "action_ask_which_topic"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        dispatcher.utter_message(response="utter_which_topic", topics=topics_of(tracker)[:2])
        return []


class ActionOfferTopics(ShieldedAction):
    """Offers the three likeliest topics where none is likely enough; the second time in a row, a person."""

    action_name = "action_offer_topics"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        if _did_so_last_time(tracker, self.action_name):
            return utter_person(dispatcher, tracker, self.knowledge, after_fallback=True)
        dispatcher.utter_message(response="utter_topics", topics=self._likely(tracker)[:3])
        return []

    def _likely(self, tracker: Tracker) -> list[str]:
        """Topics, likeliest first; "I want to die" is not held out to somebody who is not likely to mean it.

        Whatever danger is less likely stands beside them as a button that names none (app/gateway/danger_button.py).
        """
        found = tracker.latest_message.get("topics") or []
        catalogue = self.knowledge.catalogue
        dangers = {topic.id for topic in catalogue.topics.values() if topic.base_intent == "danger"}
        return [str(one["id"]) for one in found if one["id"] not in dangers or one["confidence"] >= LEAST_NAMED_DANGER]


def _did_so_last_time(tracker: Tracker, action: str) -> bool:
    """Whether `action` answered the message before the latest one."""
    heard = 0
    for event in reversed(tracker.events or []):
        heard += event.get("event") == "user"
        if heard > 1:
            return False
        if heard == 1 and event.get("event") == "action" and event.get("name") == action:
            return True
    return False
