"""Words about languages: which one we answer in now, which we cannot, and the buttons between them."""

from __future__ import annotations

from collections.abc import Sequence

import languages
from app.gateway import service_replies
from app.gateway.moments import Moment
from app.gateway.rendering import Renderer
from app.gateway.reply_language import ReplyLanguage
from app.gateway.schemas import Button, Entity, Message
from app.knowledge.vocabulary import SOURCE_LANGUAGE

PICTURES = {
    "legal": "⚖️",
    "medical": "🏥",
    "housing": "🏠",
    "employment": "💼",
    "money": "💴",
    "food": "🍚",
    "education": "📖",
}
"""The needs of the first screen, for who may read none of our languages."""


def changed(renderer: Renderer, moment: Moment) -> list[Message]:
    """That we answer in the moment's language now, and what was last said once more in it.

    That is a list, else an answer; a danger's numbers come before a list too, since they may not have been understood.
    """
    tag, topic = moment.language, moment.last_topic
    said = [renderer.say("utter_language_changed", tag)]
    listed = [message for message in moment.last_reply if message.kind == "services"]
    is_placeless = any(one.payload == "place/anywhere" for message in moment.last_reply for one in message.buttons)
    is_danger = topic is not None and renderer.catalogue.topic(topic).base_intent == "danger"
    if topic and (is_danger or not listed):
        said += renderer.answer(topic, tag, situation=moment.situation)
    if listed:
        return [*said, *(service_replies.again(renderer, message, tag) for message in listed)]
    if is_placeless:  # the search goes on
        return [*said, service_replies.ask_place(renderer, tag, in_search=True)]
    return said if topic else [*said, renderer.ask_topic(tag)]


def switched(renderer: Renderer, language: str, before: str) -> Message:
    """That we answer in the language the visitor wrote in, with a button back."""
    return renderer.say("utter_language_changed", language, buttons=[renderer.language_button(before)])


def wished(entities: Sequence[Entity], spoken: str, offered: Sequence[str]) -> str | None:
    """The offered language that somebody asks for who speaks of languages; rather another than the one we speak.

    None where only languages are named that we do not have: Pashto is not what a reader of Persian gets already.
    """
    named = [one.value for one in entities if one.entity == "language"]
    found = [(one, tag) for one in named if (tag := languages.nearest(one, offered))]
    another = next((tag for _, tag in found if tag != spoken), None)
    return another or next((tag for one, tag in found if tag == one), None)


def choose_language(renderer: Renderer, entities: Sequence[Entity], language: str, offered: Sequence[str]) -> Message:
    """Every offered language by button, after a word on the one that was asked for, if one was."""
    is_named = any(one.entity == "language" for one in entities)
    buttons = [renderer.language_button(tag) for tag in offered if tag != language]
    if is_named:
        buttons.insert(0, renderer.button("human", "button.human", language))
    key = "utter_wish_not_offered" if is_named else "utter_ask_language"
    return renderer.say(key, language, kind="question", buttons=buttons)


def with_not_offered(
    renderer: Renderer, chosen: ReplyLanguage, offered: Sequence[str], messages: Sequence[Message], moment: Moment
) -> list[Message]:
    """`messages`, and that we do not answer in the language of what was written, in those its writer may read.

    With pictures, people and languages to press. A danger's numbers come before it, and no picture between them and the
    way to them; pictures are shown once.
    """
    in_danger = [message for message in messages if message.kind == "crisis"]
    with_pictures = not in_danger and not any(map(_is_pictured, moment.said))
    buttons = [renderer.button("human", "button.human", chosen.tag)]
    buttons += [renderer.language_button(tag) for tag in offered if tag != chosen.tag]
    if with_pictures:
        payloads = [button.payload for message in messages for button in message.buttons]
        buttons = [*_pictures(renderer, chosen.tag, payloads), *buttons]
    tags = list(dict.fromkeys([*chosen.readable, chosen.tag, SOURCE_LANGUAGE]))
    said = [renderer.say("utter_language_not_offered", tag) for tag in tags]
    said[-1] = said[-1].model_copy(update={"buttons": buttons})
    rest = [message for message in messages if message.kind != "crisis"]
    return [*in_danger, *said, *rest]


def _pictures(renderer: Renderer, language: str, offered_already: Sequence[str]) -> list[Button]:
    """Danger, where no button leads to one already, and the needs of the first screen: each by a sign and a word."""
    shown = [(f"need/{need}", sign, f"category.{need}") for need, sign in PICTURES.items()]
    if not any(payload.startswith("danger/") for payload in offered_already):
        shown.insert(0, ("danger/emergency", "⚠️", "button.danger"))
    return [
        Button(title=f"{sign} {renderer.messages.text(key, language)}", payload=payload) for payload, sign, key in shown
    ]


def _is_pictured(message: Message) -> bool:
    return any(button.title.startswith(tuple(PICTURES.values())) for button in message.buttons)


def offer(renderer: Renderer, language: str) -> Message:
    """Whether the visitor wrote in `language`, which we are not sure of."""
    button = renderer.language_button(language)
    return renderer.say("utter_offer_language", language, kind="question", buttons=[button], name=button.title)
