"""Offers the likeliest danger's text by button, beside whatever else is answered: a cry for help is easily misread."""

from __future__ import annotations

from collections.abc import Sequence

from app.gateway.moments import Moment
from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, Message, TopicGuess
from app.knowledge.vocabulary import LEAST_DANGER, LEAST_NAMED_DANGER

_ANSWERS = {"answer", "crisis", "services"}


def with_danger_button(
    renderer: Renderer, messages: Sequence[Message], topics: Sequence[TopicGuess], language: str
) -> list[Message]:
    """`messages`, the last with one more button where a danger may be meant that none of them speaks of."""
    guess = likely_danger(renderer, topics)
    if guess is None or any(message.kind == "crisis" for message in messages):
        return list(messages)
    return _with_button(renderer, messages, guess.id, language, first=guess.confidence >= LEAST_NAMED_DANGER)


def with_way_back_to_danger(renderer: Renderer, messages: Sequence[Message], moment: Moment) -> list[Message]:
    """`messages`, the last with the danger spoken of just now by button, where they have no answer to what was said."""
    spoken_of = [one.topic for reply in moment.past.replies[-2:] for one in reply if one.kind == "crisis" and one.topic]
    if not spoken_of or spoken_of[-1] not in moment.published or any(one.kind in _ANSWERS for one in messages):
        return list(messages)
    if any(button.payload == f"faq/{spoken_of[-1]}" for message in messages for button in message.buttons):
        return list(messages)
    return _with_button(renderer, messages, spoken_of[-1], moment.language, first=True)


def _with_button(
    renderer: Renderer, messages: Sequence[Message], topic: str, language: str, *, first: bool
) -> list[Message]:
    """The last with a button to the danger, unless one of them has it already."""
    payload = f"danger/{topic}"
    if any(button.payload == payload for message in messages for button in message.buttons):
        return list(messages)
    # Not the topic's question: "I want to die" under a goodbye would shock who does not mean it.
    button = Button(title=renderer.messages.text("button.danger", language), payload=payload)
    last = messages[-1]
    buttons = [button, *last.buttons] if first else [*last.buttons, button]
    return [*messages[:-1], last.model_copy(update={"buttons": buttons})]


def likely_danger(renderer: Renderer, topics: Sequence[TopicGuess]) -> TopicGuess | None:
    """The likeliest topic of the group danger, if it is likely enough to be offered."""
    for guess in topics:
        topic = renderer.catalogue.topics.get(guess.id)
        if topic and topic.base_intent == "danger" and guess.confidence >= LEAST_DANGER:
            return guess
    return None
