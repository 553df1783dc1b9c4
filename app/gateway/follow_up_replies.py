"""Short questions after an answer: how much, how long, where is that, and for my children."""

from __future__ import annotations

from app.gateway.moments import Moment
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.schemas import Message
from app.knowledge.follow_ups import Aspect

MOST_SUBJECTS = 6


def follow_up(renderer: Renderer, aspect: Aspect, moment: Moment) -> list[Message]:
    """What `aspect` of the last subject is; where nobody can tell which subject is meant, a question with buttons."""
    language = moment.language
    shown = [message for message in moment.last_reply if message.services and not message.topic]
    if aspect is Aspect.WHERE and shown:
        # The cards carry addresses and maps.
        return [message.model_copy(update={"id": new_message_id()}) for message in shown]
    if shown and (meant := renderer.follow_ups.after_services(shown[-1].services[0].categories[0], aspect)):
        return renderer.answer(meant, language, situation=moment.situation)
    last = renderer.catalogue.topics.get(moment.last_topic or "")
    if last is not None and (meant := renderer.follow_ups.after(last.id, last.group, aspect)):
        return renderer.answer(meant, language, situation=moment.situation)
    if last is not None and last.support and aspect is Aspect.WHERE:
        button = renderer.find_button(last.support, language)
        return [renderer.say("utter_ask_topic", language, kind="question", buttons=[button])]
    subjects = renderer.follow_ups.subjects(aspect)[:MOST_SUBJECTS]
    return [renderer.topics("utter_ask_which_subject", subjects, language)]
