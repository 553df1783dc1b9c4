"""action_ask_which_topic and action_offer_topics."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.shielded_action import Event, ShieldedAction, topics_of


class ActionAskWhichTopic(ShieldedAction):
    """Asks, by button, which of the two likeliest topics is meant."""

    action_name = "action_ask_which_topic"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        dispatcher.utter_message(response="utter_which_topic", topics=topics_of(tracker)[:2])
        return []


class ActionOfferTopics(ShieldedAction):
    """Offers the three likeliest topics where none is likely enough."""

    action_name = "action_offer_topics"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        dispatcher.utter_message(response="utter_topics", topics=topics_of(tracker)[:3])
        return []
