"""Replies to buttons that need no understanding."""

from __future__ import annotations

from app.gateway.crisis_replies import crisis
from app.gateway.deadline_replies import received
from app.gateway.moments import Moment
from app.gateway.payloads import Payload
from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, Message
from app.gateway.spoken import repeat, simpler
from app.knowledge.vocabulary import UNSAID


def by_button(renderer: Renderer, payload: Payload, moment: Moment) -> list[Message]:
    """The reply to a button; raises TopicNotFound, and KeyError for a kind that is not answered here."""
    language = moment.language
    match payload.kind:
        case "faq":
            return renderer.answer(payload.value, language, situation=moment.situation)
        case "danger":
            return crisis(renderer, payload.value, language)
        case "received":
            return received(renderer, payload.value, moment)
        case "repeat":
            return repeat(renderer, moment)
        case "simpler":
            return simpler(renderer, moment)
        case "safe":
            is_in_danger = payload.value == "no"
            said = renderer.say(f"utter_safe_{payload.value}", language, kind="crisis" if is_in_danger else "notice")
            if is_in_danger:
                return [said.model_copy(update={"buttons": of_the_danger(renderer, moment)})]
            return [said, _go_on(renderer, moment)]
        case "situation":
            return _noted(renderer, moment)
    raise KeyError(payload.kind)


def _go_on(renderer: Renderer, moment: Moment) -> Message:
    """What would you like to know? With the search that danger ended as the first choice."""
    asked = renderer.ask_topic(moment.language)
    # Beside that question only: other buttons to needs were there before the danger.
    asked_if_safe = [m.buttons for m in moment.last_reply if any(one.payload == "safe/yes" for one in m.buttons)]
    search = [button for buttons in asked_if_safe for button in buttons if button.payload.startswith("need/")]
    return asked.model_copy(update={"buttons": [*search, *of_the_danger(renderer, moment), *asked.buttons]})


def of_the_danger(renderer: Renderer, moment: Moment) -> list[Button]:
    """More about the danger that was spoken of, who helps with it, and a person."""
    topic = renderer.catalogue.topics.get(moment.last_topic or "")
    if topic is None or topic.base_intent != "danger":
        return []
    more = Button(title=renderer.messages.text("button.more_about", moment.language), payload=f"faq/{topic.id}")
    find = [renderer.find_button(topic.support, moment.language)] if topic.support else []
    return [more, *find, renderer.button("human", "button.human", moment.language)]


def _noted(renderer: Renderer, moment: Moment) -> list[Message]:
    language, topic = moment.language, moment.last_topic
    if moment.situation == UNSAID:
        return [renderer.say("utter_situation_forgotten", language), renderer.ask_topic(language)]
    again = renderer.answer(topic, language, situation=moment.situation) if topic else [renderer.ask_topic(language)]
    return [renderer.say("utter_situation_noted", language), *again]
