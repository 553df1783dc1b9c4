"""Offers the likeliest danger's text by button, beside whatever else is answered: a cry for help is easily misread."""

from __future__ import annotations

from collections.abc import Sequence

from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, Message, TopicGuess
from app.knowledge.vocabulary import LEAST_DANGER


def with_danger_button(
    renderer: Renderer, messages: Sequence[Message], topics: Sequence[TopicGuess], language: str
) -> list[Message]:
    """`messages`, the last with one more button where a danger may be meant that none of them speaks of."""
    danger = likely_danger(renderer, topics)
    if danger is None or any(message.kind == "crisis" for message in messages):
        return list(messages)
    payload = f"danger/{danger}"
    if any(button.payload == payload for message in messages for button in message.buttons):
        return list(messages)
    # Not the topic's question: "I want to die" under a goodbye would shock who does not mean it.
    button = Button(title=renderer.messages.text("button.danger", language), payload=payload)
    last = messages[-1]
    return [*messages[:-1], last.model_copy(update={"buttons": [button, *last.buttons]})]


def likely_danger(renderer: Renderer, topics: Sequence[TopicGuess]) -> str | None:
    """The likeliest topic of the group danger, if it is likely enough to be offered."""
    for guess in topics:
        topic = renderer.catalogue.topics.get(guess.id)
        if topic and topic.base_intent == "danger" and guess.confidence >= LEAST_DANGER:
            return guess.id
    return None
