"""Turns response names into words: what Rasa or a button asked for, as messages in the visitor's language."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import languages
from app.gateway.cards import Cards, source_out
from app.gateway.overdue import OverdueMarks
from app.gateway.schemas import Button, Kind, Message, ServiceOut
from app.knowledge.catalogue import Catalogue
from app.knowledge.follow_ups import FollowUps
from app.knowledge.places import Gazetteer
from app.knowledge.search import FoundService
from app.knowledge.values import TopicValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE, UNSAID, Category, Situation
from app.messages import Messages
from app.settings import Settings

SHOWN_SERVICES = 3
# The prefectures most visitors live in stand on buttons; any other place is written.
_PLACE_BUTTONS = ("JP-13", "JP-11", "JP-12", "JP-14", "JP-23", "JP-27")
_DEFAULT_TOPICS = ("apply_how", "find_lawyer", "no_money_now", "shelter_tonight", "find_doctor", "work_permission")


@dataclass(frozen=True)
class Renderer:
    """Words for one state of the knowledge; made anew when the catalogue changes."""

    catalogue: Catalogue
    gazetteer: Gazetteer
    messages: Messages
    cards: Cards
    settings: Settings
    overdue: OverdueMarks
    follow_ups: FollowUps
    now: datetime

    @property
    def today(self) -> date:
        """The day it is in Japan."""
        return self.overdue.today

    def say(
        self, key: str, language: str, *, kind: Kind = "notice", buttons: Sequence[Button] = (), **arguments: object
    ) -> Message:
        """A message text by its key."""
        found = self.messages.find(key, language, **arguments)
        return Message(
            id=new_message_id(),
            kind=kind,
            text=found.text,
            language=found.language,
            state=found.state.value,
            buttons=list(buttons),
        )

    def greeting(self, language: str) -> list[Message]:
        """The first words, who runs this, and the subjects most people begin with."""
        return [self.say("utter_greeting", language, kind="greeting"), self.say("utter_operator_nobody", language)
                if not self.settings.operator_name else self._operator(language), self.ask_topic(language)]  # fmt: skip

    def answer(self, topic_id: str, language: str, *, situation: str | None = None) -> list[Message]:
        """A topic's answer: in `language`, else in English after a line that says so."""
        topic = self.catalogue.topic(topic_id)
        answer = topic.answer(language)
        if answer is None:
            return self.no_answer(topic, language)
        text = answer.text
        if situation and (differs := answer.conditions.get(situation)):
            text = f"**{self.messages.text(f'situation.{situation}', answer.language)}**\n{differs}\n\n{text}"
        message = Message(
            id=new_message_id(),
            kind="crisis" if topic.base_intent == "danger" else "answer",
            text=self._operator_in(text, answer.language),
            language=answer.language,
            topic=topic.id,
            state=answer.state.value,
            sources=[source_out(source) for source in topic.sources],
            buttons=self._after_answer(topic, language, situation, simpler=answer.simpler is not None),
        )
        return self.said_in(language, self.overdue.on_answer(message, topic, language))

    def simpler(self, topic_id: str, language: str) -> list[Message]:
        """The same answer for somebody who reads with difficulty."""
        topic = self.catalogue.topic(topic_id)
        answer = topic.answer(language)
        if answer is None or answer.simpler is None:
            return [self.say("utter_no_simpler", language, buttons=[self.button("human", "button.human", language)])]
        message = Message(
            id=new_message_id(),
            kind="crisis" if topic.base_intent == "danger" else "answer",
            text=self._operator_in(answer.simpler, answer.language),
            language=answer.language,
            topic=topic.id,
            state=answer.state.value,
            sources=[source_out(source) for source in topic.sources],
            buttons=self._after_answer(topic, language, None, simpler=False),
        )
        return self.said_in(language, self.overdue.on_answer(message, topic, language))

    def said_in(self, language: str, message: Message) -> list[Message]:
        """The message, after a line that says so where its language is none that the reader asked for or is near to."""
        if message.language in (language, *languages.get(language).fallback):
            return [message]
        return [self.say("utter_not_in_language", language), message]

    def no_answer(self, topic: TopicValue, language: str) -> list[Message]:
        """Nothing is written yet: say so and point to people."""
        category = topic.support or Category.GENERAL
        buttons = [self.find_button(category, language), self.button("human", "button.human", language)]
        return [self.say("utter_no_topic", language, kind="fallback", buttons=buttons)]

    def service_cards(self, found: Sequence[FoundService], language: str) -> list[ServiceOut]:
        """Cards, each with whether it is surely open now, marked where nobody has looked at it for too long."""
        return self.overdue.on_cards(self.cards.services(found, language, at=self.now), language)

    def topics(self, key: str, topic_ids: Sequence[str], language: str, *, kind: Kind = "question") -> Message:
        """Topics to choose from, by button, and a person as the last choice."""
        known = [self.catalogue.topics[topic] for topic in topic_ids if topic in self.catalogue.topics]
        buttons = [Button(title=t.question(language), payload=f"{t.base_intent}/{t.id}") for t in known]
        if kind == "fallback":
            buttons.append(self.button("human", "button.human", language))
        return self.say(key, language, kind=kind, buttons=buttons)

    def ask_topic(self, language: str, key: str = "utter_ask_topic") -> Message:
        return self.topics(key, _DEFAULT_TOPICS, language)

    def button(self, payload: str, key: str, language: str) -> Button:
        return Button(title=self.messages.text(key, language), payload=payload)

    def find_button(self, category: str, language: str) -> Button:
        name = self.messages.text(f"category.{category}", language)
        return Button(title=self.messages.text("button.find", language, category=name), payload=f"need/{category}")

    def language_button(self, tag: str) -> Button:
        return Button(title=languages.get(tag).endonym, payload=f"language/{tag}")

    def _after_answer(self, topic: TopicValue, language: str, situation: str | None, *, simpler: bool) -> list[Button]:
        buttons = [self.find_button(topic.support, language)] if topic.support else []
        if topic.base_intent == "danger":
            return [*buttons, self.button("human", "button.human", language)]
        if simpler:
            buttons.append(self.button("simpler", "button.simpler", language))
        if situation in (None, UNSAID):
            buttons += [self.button(f"situation/{name}", f"situation.{name}", language) for name in self.differs(topic)]
        related = (self.catalogue.topics.get(one) for one in self.follow_ups.related.get(topic.id, ()))
        return [
            *buttons,
            *(Button(title=t.question(language), payload=f"{t.base_intent}/{t.id}") for t in related if t),
        ]

    def differs(self, topic: TopicValue) -> list[str]:
        """The situations for which the topic's answer says something of its own."""
        return list(topic.answers[SOURCE_LANGUAGE].conditions) if SOURCE_LANGUAGE in topic.answers else []

    def ask_situation(self, language: str) -> Message:
        """Which situation? All of them by button, and the way not to say it."""
        names = [*Situation, UNSAID]
        buttons = [self.button(f"situation/{name}", f"situation.{name}", language) for name in names]
        return self.say("utter_ask_situation", language, kind="question", buttons=buttons)

    def place_buttons(self, language: str) -> list[Button]:
        """The prefectures most visitors live in."""
        return [
            Button(title=self.gazetteer.place(code).name(language), payload=f"place/{code}") for code in _PLACE_BUTTONS
        ]

    def _operator(self, language: str) -> Message:
        s = self.settings
        return self.say(
            "utter_operator", language, name=s.operator_name, contact=s.operator_contact, hours=s.operator_hours
        )

    def _operator_in(self, text: str, language: str) -> str:
        """`{operator}` and `{contact}` in answers about ourselves become the operator's sentence."""
        if "{operator}" not in text and "{contact}" not in text:
            return text
        message = (
            self._operator(language) if self.settings.operator_name else self.say("utter_operator_nobody", language)
        )
        return text.replace("{operator}", message.text).replace("{contact}", message.text)


def new_message_id() -> str:
    """An unguessable id for one of our messages."""
    return secrets.token_urlsafe(9)
