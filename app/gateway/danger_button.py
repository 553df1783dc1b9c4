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
    payload = f"danger/{guess.id}"
    if any(button.payload == payload for message in messages for button in message.buttons):
        return list(messages)
    # Not the topic's question: "I want to die" under a goodbye would shock who does not mean it.
    button = Button(title=renderer.messages.text("button.danger", language), payload=payload)
    last = messages[-1]
    buttons = [button, *last.buttons] if guess.confidence >= LEAST_NAMED_DANGER else [*last.buttons, button]
    return [*messages[:-1], last.model_copy(update={"buttons": buttons})]


def with_way_back_to_danger(renderer: Renderer, messages: Sequence[Message], moment: Moment) -> list[Message]:
    """`messages`, the last with the danger spoken of just now by button, where they have no answer to what was said."""
    crisis = next(
        (one for reply in moment.past.replies[-2:] for one in reply if one.kind == "crisis" and one.topic), None
    )
    if crisis is None or any(message.kind in _ANSWERS for message in messages):
        return list(messages)
    payload = f"danger/{crisis.topic}"
    topic = renderer.catalogue.topics.get(crisis.topic or "")
    if topic is None or any(button.payload == payload for message in messages for button in message.buttons):
        return list(messages)
    last = messages[-1]
    # As above: "I want to die" on a button would shock, also somebody who has said so.
    button = Button(title=renderer.messages.text("button.danger", moment.language), payload=payload)
    return [*messages[:-1], last.model_copy(update={"buttons": [button, *last.buttons]})]


def likely_danger(renderer: Renderer, topics: Sequence[TopicGuess]) -> TopicGuess | None:
    """The likeliest topic of the group danger, if it is likely enough to be offered."""
    for guess in topics:
        topic = renderer.catalogue.topics.get(guess.id)
        if topic and topic.base_intent == "danger" and guess.confidence >= LEAST_DANGER:
            return guess
    return None
