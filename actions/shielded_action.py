"""The parent of every action: no exception leaves it, since Rasa would print the whole conversation."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from app.knowledge.serving import Knowledge, knowledge

Event = dict[str, Any]
log = logging.getLogger("shirube.actions")


class ShieldedAction(Action, ABC):
    """Runs `respond`; whatever goes wrong there becomes `utter_trouble` and one log line without words."""

    action_name = ""

    def __init__(self, open_knowledge: Callable[[], Knowledge] = knowledge) -> None:
        self._open_knowledge = open_knowledge  # the SDK calls us without arguments; tests pass their own

    @property
    def knowledge(self) -> Knowledge:
        return self._open_knowledge()

    def name(self) -> str:
        return self.action_name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[Event]:
        try:
            return self.respond(dispatcher, tracker)
        except Exception as fault:
            log.error("event=action_failed action=%s fault=%s", self.action_name, type(fault).__name__)
            dispatcher.messages.clear()
            dispatcher.utter_message(response="utter_trouble")
            return []

    @abstractmethod
    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        """Says response names and returns events."""


def changed_slots(tracker: Tracker, **wanted: object) -> list[Event]:
    """Events for the slots that are not as wanted yet; Rasa checks each event it gets against a schema, at a price."""
    return [
        SlotSet(name, value) for name, value in wanted.items() if (tracker.get_slot(name) or None) != (value or None)
    ]


def topics_of(tracker: Tracker) -> list[str]:
    """Topic ids the classifier thought of, likeliest first."""
    return [str(topic["id"]) for topic in tracker.latest_message.get("topics") or []]


def intent_of(tracker: Tracker) -> str:
    """The latest message's intent name."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def entity_of(tracker: Tracker, entity: str) -> str | None:
    """The value of an entity named in the latest message itself, not remembered from before."""
    for found in tracker.latest_message.get("entities") or []:
        if found.get("entity") == entity:
            return str(found["value"])
    return None


def entities_of(tracker: Tracker, entity: str) -> list[str]:
    """All values of an entity named in the latest message itself."""
    found = tracker.latest_message.get("entities") or []
    return [str(one["value"]) for one in found if one.get("entity") == entity]
