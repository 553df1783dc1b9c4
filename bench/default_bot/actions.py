"""The action of a bot as Rasa's documentation builds it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict


class ActionAnswerTopic(Action):
    """Says the response of the likeliest intent."""

    def name(self) -> str:
        return "action_answer_topic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        ranking = tracker.latest_message["intent_ranking"]
        intent = next(found["name"] for found in ranking if found["name"] != "nlu_fallback")
        dispatcher.utter_message(response=f"utter_{intent}")
        return []
