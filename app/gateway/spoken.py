"""What Rasa wants said, as messages: each response name of domain.yml that reaches a visitor."""

from __future__ import annotations

import logging
from typing import Any

from app.gateway import service_replies
from app.gateway.crisis_replies import crisis
from app.gateway.follow_up_replies import follow_up
from app.gateway.limits_of_help import limit
from app.gateway.moments import Moment
from app.gateway.rasa_client import SpokenResponse
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.schemas import Message
from app.knowledge.follow_ups import Aspect
from app.knowledge.search import FoundService, FoundServices

log = logging.getLogger("shirube.spoken")


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
        case "utter_answer":
            return renderer.answer(str(arguments["topic"]), language, situation=moment.situation)
        case "utter_crisis":
            return crisis(renderer, str(arguments["topic"]), language, go_on=arguments.get("go_on"))
        case "utter_services":
            return service_replies.services(
                renderer, _found(renderer, arguments), str(arguments["category"]), arguments.get("place"), language,
                start=int(arguments.get("start", 0)), filters=arguments.get("filters") or (),
                as_before=bool(arguments.get("as_before")),
            )  # fmt: skip
        case "utter_person":
            return service_replies.people(
                renderer, _found(renderer, arguments), language, open_now=int(arguments.get("open_now", 0)),
                need=arguments.get("need"), after_fallback=bool(arguments.get("after_fallback")),
            )  # fmt: skip
        case "utter_which_topic" | "utter_several_questions":
            return [renderer.topics(name, [str(t) for t in arguments["topics"]], language)]
        case "utter_topics":
            return [renderer.topics(name, [str(t) for t in arguments["topics"]], language, kind="fallback")]
        case "utter_out_of_scope":
            return [renderer.say(name, language, kind="fallback"), renderer.ask_topic(language)]
        case "utter_ask_place" | "utter_near_me":
            in_search = bool(arguments.get("in_search"))
            return [service_replies.ask_place(renderer, language, name, in_search=in_search)]
        case "utter_ask_help_place":
            category = str(arguments["category"])
            return [service_replies.ask_place(renderer, language, name, category, in_search=True)]
        case "utter_more_places":
            return [service_replies.ask_prefecture(renderer, language)]
        case "utter_which_place":
            codes = [str(code) for code in arguments["places"]]
            return [service_replies.ask_which_place(renderer, codes, language)]
        case "utter_ask_need":
            return [service_replies.ask_need(renderer, str(arguments["place"]), language)]
        case "utter_ask_filter":
            return [service_replies.ask_filter(renderer, language)]
        case "utter_follow_up_cost" | "utter_follow_up_duration" | "utter_follow_up_where" | "utter_follow_up_children":
            return follow_up(renderer, Aspect(name.removeprefix("utter_follow_up_")), moment)
        case "utter_insult" | "utter_ask_writing" | "utter_ask_evasion" | "utter_other_country":
            return [limit(renderer, name, language)]
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
    return FoundServices(
        found, int(arguments.get("nationwide_from", 0)), are_unfiltered=bool(arguments.get("are_unfiltered"))
    )
