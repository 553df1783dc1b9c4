"""What Rasa wants said, as messages: each response name of domain.yml that reaches a visitor."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from app.gateway.past_replies import PastReplies
from app.gateway.rasa_client import SpokenResponse
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.schemas import Message
from app.knowledge.search import FoundService, FoundServices

log = logging.getLogger("shirube.spoken")


@dataclass(frozen=True)
class Moment:
    """What rendering must know of the conversation."""

    language: str
    situation: str | None
    past: PastReplies

    @property
    def last_topic(self) -> str | None:
        said = [message for reply in self.past.replies for message in reply]
        return next((message.topic for message in reversed(said) if message.topic), None)


def speak(renderer: Renderer, spoken: SpokenResponse, moment: Moment) -> list[Message]:
    """The messages one response stands for; a response nobody knows or that carries nonsense gives none."""
    try:
        return _speak(renderer, spoken.response, spoken.arguments, moment)
    except Exception as fault:  # arguments come as an action gave them, of any shape
        log.error("event=response_not_spoken fault=%s", type(fault).__name__)
        return []


def _speak(renderer: Renderer, name: str, arguments: dict[str, Any], moment: Moment) -> list[Message]:
    language = moment.language
    match name:
        case "utter_answer" | "utter_crisis":
            return renderer.answer(str(arguments["topic"]), language, situation=moment.situation)
        case "utter_services":
            return renderer.services(
                _found(renderer, arguments), str(arguments["category"]), arguments.get("place"), language,
                start=int(arguments.get("start", 0)),
            )  # fmt: skip
        case "utter_which_topic":
            return [renderer.topics(name, [str(t) for t in arguments["topics"]], language)]
        case "utter_topics":
            return [renderer.topics(name, [str(t) for t in arguments["topics"]], language, kind="fallback")]
        case "utter_out_of_scope":
            return [renderer.say(name, language, kind="fallback"), renderer.ask_topic(language)]
        case "utter_ask_place":
            return [renderer.ask_place(language)]
        case "utter_which_place":
            return [renderer.ask_which_place([str(code) for code in arguments["places"]], language)]
        case "utter_ask_need":
            return [renderer.ask_need(str(arguments["place"]), language)]
        case "utter_greet":
            return renderer.greeting(language)
        case "utter_ask_topic":
            return [renderer.ask_topic(language)]
        case "utter_repeat":
            return repeat(renderer, moment)
        case "utter_simpler":
            return simpler(renderer, moment)
        case "utter_goodbye" | "utter_thank" | "utter_trouble":
            return [renderer.say(name, language, kind="fallback" if name == "utter_trouble" else "notice")]
    raise KeyError(name)


def repeat(renderer: Renderer, moment: Moment) -> list[Message]:
    """What we said last, once more."""
    if not moment.past.replies:
        return [renderer.ask_topic(moment.language, "utter_nothing_to_repeat")]
    return [message.model_copy(update={"id": new_message_id()}) for message in moment.past.replies[-1]]


def simpler(renderer: Renderer, moment: Moment) -> list[Message]:
    """The last answer in simpler words."""
    if moment.last_topic is None:
        return [renderer.ask_topic(moment.language, "utter_nothing_to_repeat")]
    return renderer.simpler(moment.last_topic, moment.language)


def _found(renderer: Renderer, arguments: dict[str, Any]) -> FoundServices:
    """Services by id as the action listed them; one that was withdrawn meanwhile is left out."""
    distances: dict[str, float | None] = arguments.get("distances") or {}
    found = [
        FoundService(renderer.catalogue.services[service], distances.get(service))
        for service in arguments["services"]
        if service in renderer.catalogue.services
    ]
    return FoundServices(found, int(arguments["nationwide_from"]))
