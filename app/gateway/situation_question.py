"""Asks once in a conversation, after an answer that depends on it, in which situation the visitor is."""

from __future__ import annotations

from collections.abc import Sequence

from app.gateway.rendering import Renderer
from app.gateway.schemas import Message


def with_situation_question(
    renderer: Renderer, messages: Sequence[Message], language: str, situation: str | None
) -> list[Message] | None:
    """`messages` with the question after them; None where it is not the time: asked before, nothing depends on it, or
    another question is open already.
    """
    if situation is not None or any(message.kind in {"question", "crisis"} for message in messages):
        return None
    topics = (renderer.catalogue.topics.get(message.topic or "") for message in messages if message.kind == "answer")
    if not any(topic and renderer.differs(topic) for topic in topics):
        return None
    return [*map(_without_situations, messages), renderer.ask_situation(language)]


def _without_situations(message: Message) -> Message:
    others = [button for button in message.buttons if not button.payload.startswith("situation/")]
    return message.model_copy(update={"buttons": others})
