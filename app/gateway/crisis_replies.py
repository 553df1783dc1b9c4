"""Danger: at most three fixed lines with numbers to press, then whether the visitor is safe; all else by button."""

from __future__ import annotations

from app.gateway.cards import source_out
from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, Message
from app.knowledge.values import TopicValue


def crisis(renderer: Renderer, topic_id: str, language: str, *, go_on: str | None = None) -> list[Message]:
    """The fixed lines of a danger topic and the question; `go_on` is the kind of help that was looked for before.

    A danger that staff published and that has no fixed lines yet is answered with its whole text.
    Raises TopicNotFound.
    """
    topic = renderer.catalogue.topic(topic_id)
    said = _lines(renderer, topic, language)
    return [*said, _are_you_safe(renderer, language, go_on)]


def _lines(renderer: Renderer, topic: TopicValue, language: str) -> list[Message]:
    key = f"crisis.{topic.id}"
    person = renderer.button("human", "button.human", language)
    if not renderer.messages.has(key):
        return renderer.answer(topic.id, language)
    message = renderer.say(
        key,
        language,
        kind="crisis",
        buttons=[
            Button(title=renderer.messages.text("button.more_about", language), payload=f"faq/{topic.id}"),
            person,
        ],
    )
    sources = [source_out(source) for source in topic.sources]
    message = message.model_copy(update={"topic": topic.id, "sources": sources})
    return renderer.said_in(language, renderer.overdue.on_answer(message, topic, language))


def _are_you_safe(renderer: Renderer, language: str, go_on: str | None) -> Message:
    buttons = [
        renderer.button("safe/yes", "button.safe_yes", language),
        renderer.button("safe/no", "button.safe_no", language),
    ]
    if go_on:
        category = renderer.messages.text(f"category.{go_on}", language)
        title = renderer.messages.text("button.go_on", language, category=category)
        buttons.append(Button(title=title, payload=f"need/{go_on}"))
    return renderer.say("utter_ask_safe", language, kind="question", buttons=buttons)
