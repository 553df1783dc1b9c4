"""One turn: a visitor's message in, our messages out; Rasa is asked only where words or a search must be understood."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.conversations.conversations import OpenConversation
from app.errors import UnknownPayload
from app.gateway import language_replies, service_replies
from app.gateway.button_replies import by_button, of_the_danger
from app.gateway.danger_button import with_danger_button, with_way_back_to_danger
from app.gateway.deadline_replies import typed_day, with_received_question
from app.gateway.moments import Moment, asks_place
from app.gateway.past_replies import PastReplies
from app.gateway.payloads import Payload, parse_payload
from app.gateway.rasa_client import RasaAway, RasaClient, RasaTurn
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.reply_language import ReplyLanguage, reply_language, written_again
from app.gateway.schemas import Entity, Message, TopicGuess, Understanding
from app.gateway.situation_question import with_situation_question
from app.gateway.spoken import speak
from app.knowledge.opening_hours import WEEKDAYS
from app.knowledge.search import find_services
from app.knowledge.vocabulary import UNSAID, Situation

log = logging.getLogger("shirube.turns")

# Buttons whose meaning the dialogue must remember go through Rasa: payload kind → intent and entity.
_FOR_RASA = {
    "need": ("choose_need", "need"),
    "place": ("inform_place", "place"),
    "more": ("more", None),
    "only": ("narrow", "only"),
    "human": ("ask_person", None),
}
_NO_PLACES = {"anywhere", "near"}
# Buttons whose reply may be an answer that is to be asked about.
_ANSWERING = {"faq", "simpler", "situation"}
_CHANGE_LANGUAGE = "change_language"
# What a typed yes or no means right after "are you safe now?".
_SAFE = {"affirm": "yes", "deny": "no"}
_CLEARLY = 0.6
"""So sure a yes or no must be to end the talk of a danger; else it is asked once more."""


@dataclass(frozen=True)
class Answered:
    """A turn's outcome: the conversation as it stands now, and the reply."""

    conversation: OpenConversation
    messages: list[Message]
    understanding: Understanding


@dataclass(frozen=True)
class Turns:
    """Answers turns with Rasa where it is there, without it where it is not."""

    rasa: RasaClient
    sender_id: Callable[[str], str]
    offered: tuple[str, ...]
    on_rasa_away: Callable[[str], None]

    async def text(self, renderer: Renderer, conversation: OpenConversation, text: str, past: PastReplies) -> Answered:
        """A reply to words."""
        before = conversation.language
        chosen = written_again(reply_language(text, conversation, self.offered), conversation, past)
        moment = Moment(chosen.tag, conversation.situation, past, renderer.catalogue.topics)
        conversation = conversation.with_language(chosen.tag, chosen=conversation.language_chosen)
        if not any(map(str.isalnum, text)):
            said = renderer.say("utter_no_words", chosen.tag, kind="fallback")
            return Answered(
                conversation, [said, renderer.ask_topic(chosen.tag)], _with_language(Understanding(), chosen)
            )
        if (day_shown_back := typed_day(renderer, text, moment)) is not None:
            understanding = _with_language(Understanding(intent="received", confidence=1.0), chosen)
            return Answered(conversation, day_shown_back, understanding)
        tag = chosen.identified.language or chosen.tag
        turn = await self._ask(conversation, text=text, language=tag, before=moment.before)
        if turn is None:
            understanding = _with_language(Understanding(), chosen)
            return Answered(conversation, self._away(renderer, chosen.tag), understanding)
        wish = None
        if turn.understanding.intent == _CHANGE_LANGUAGE:
            wish = language_replies.wished(turn.understanding.entities, before, self.offered)
            moment = replace(moment, language=wish or before)
            is_chosen = wish is not None or conversation.language_chosen
            conversation = conversation.with_language(moment.language, chosen=is_chosen)
        messages = self._speak(renderer, turn, moment, wish=wish)
        conversation, messages = _with_questions(renderer, conversation, messages, moment.language)
        messages = with_danger_button(renderer, messages, turn.understanding.topics, moment.language)
        messages = with_way_back_to_danger(renderer, messages, moment)
        if chosen.not_offered:
            messages = language_replies.with_not_offered(renderer, chosen, self.offered, messages, moment)
        elif chosen.tag != before and moment.language == chosen.tag:
            messages = [language_replies.switched(renderer, chosen.tag, before), *messages]
        if chosen.offer and moment.language == chosen.tag:
            messages = [*messages, language_replies.offer(renderer, chosen.offer)]
        understanding = _with_language(_codes_only(renderer, turn.understanding), chosen)
        return Answered(conversation, messages, understanding)

    async def payload(
        self, renderer: Renderer, conversation: OpenConversation, payload: Payload, past: PastReplies
    ) -> Answered:
        """A reply to a button."""
        moment = Moment(conversation.language, conversation.situation, past, renderer.catalogue.topics)
        if payload.kind in _FOR_RASA:
            return await self._through_rasa(renderer, conversation, payload, moment)
        if payload.kind == "situation":
            conversation = replace(conversation, situation=payload.value)
            moment = replace(moment, situation=payload.value)
        messages = by_button(renderer, payload, moment)
        if payload.kind in _ANSWERING:
            was_asked = any(message.asked_on for message in moment.said)
            became_refused = payload == Payload("situation", Situation.REFUSED) and not was_asked
            conversation, messages = _with_questions(
                renderer, conversation, messages, moment.language, became_refused=became_refused
            )
        topics = [TopicGuess(id=payload.value, confidence=1.0)] if payload.kind in {"faq", "danger"} else []
        understanding = Understanding(intent=payload.kind, confidence=1.0, topics=topics)
        return Answered(conversation, messages, understanding)

    async def _through_rasa(
        self, renderer: Renderer, conversation: OpenConversation, payload: Payload, moment: Moment
    ) -> Answered:
        intent, entity = _FOR_RASA[payload.kind]
        if payload.kind == "place" and payload.value not in _NO_PLACES:
            renderer.gazetteer.place(payload.value)
        turn = await self._ask(
            conversation, intent=intent, entities={entity: payload.value} if entity else {}, language=moment.language
        )
        if turn is not None:
            understanding = _codes_only(renderer, turn.understanding)
            return Answered(conversation, self._speak(renderer, turn, moment), understanding)
        entities = [Entity(entity=entity, value=payload.value)] if entity else []
        understanding = Understanding(intent=intent, confidence=1.0, entities=entities)
        return Answered(conversation, self._without_rasa(renderer, payload, moment.language), understanding)

    async def _ask(self, conversation: OpenConversation, *, language: str, **message: Any) -> RasaTurn | None:
        try:
            return await self.rasa.turn(
                self.sender_id(conversation.id), language=language, situation=conversation.situation, **message
            )
        except RasaAway as away:
            log.warning("event=rasa_away reason=%s", away.reason)
            self.on_rasa_away(away.reason)
            return None

    def _speak(self, renderer: Renderer, turn: RasaTurn, moment: Moment, *, wish: str | None = None) -> list[Message]:
        intent = turn.understanding.intent or ""
        asked_if_safe = [one for one in moment.last_reply if any(b.payload == "safe/yes" for b in one.buttons)]
        if intent in _SAFE and asked_if_safe:
            if turn.understanding.confidence >= _CLEARLY:
                return by_button(renderer, Payload("safe", _SAFE[intent]), moment)
            again = asked_if_safe[-1]
            # Who says no to something else, the police say, must find other help at hand.
            buttons = list({one.payload: one for one in [*again.buttons, *of_the_danger(renderer, moment)]}.values())
            return [again.model_copy(update={"id": new_message_id(), "buttons": buttons})]
        messages: list[Message] = []
        for spoken in turn.messages:
            if spoken.response == "utter_change_language":
                entities = turn.understanding.entities
                messages += (
                    language_replies.changed(renderer, moment)
                    if wish
                    else [language_replies.choose_language(renderer, entities, moment.language, self.offered)]
                )
            else:
                messages += speak(renderer, spoken, moment)
        messages = list({(message.kind, message.text): message for message in messages}.values())
        if messages:
            return _without_what_was_asked_twice(_one_open_question(renderer, messages, moment.language), moment)
        self.on_rasa_away("nothing_to_say")
        return [renderer.say("utter_trouble", moment.language, kind="fallback")]

    def _without_rasa(self, renderer: Renderer, payload: Payload, language: str) -> list[Message]:
        if payload.kind == "need":
            found = find_services(renderer.catalogue, renderer.gazetteer, payload.value, place=None, language=language)
            return service_replies.services(renderer, found, payload.value, None, language)
        if payload.kind == "human":
            return renderer.answer("human_contact", language)
        return self._away(renderer, language)

    def _away(self, renderer: Renderer, language: str) -> list[Message]:
        """Never silent: fixed words, people to call, subjects by button (which need no Rasa)."""
        return [renderer.say("utter_understanding_away", language, kind="fallback"), renderer.ask_topic(language)]


def _one_open_question(renderer: Renderer, messages: list[Message], language: str) -> list[Message]:
    """The same, without "what would you like to know?", or the same question, before the question at the end."""
    *before, last = messages
    if last.kind != "question":
        return messages
    passing = {last.text, renderer.ask_topic(language).text}
    return [*(one for one in before if one.text not in passing), last]


def _without_what_was_asked_twice(messages: list[Message], moment: Moment) -> list[Message]:
    """Without the question where services are looked for at the end, if it stood under two other replies before."""
    before = sum(any(map(asks_place, reply[1:])) for reply in moment.past.replies)
    return messages[:-1] if before > 1 and len(messages) > 1 and asks_place(messages[-1]) else messages


def _with_questions(
    renderer: Renderer,
    conversation: OpenConversation,
    messages: list[Message],
    language: str,
    *,
    became_refused: bool = False,
) -> tuple[OpenConversation, list[Message]]:
    """After an answer: when the paper came, or else, once in a conversation, in which situation the visitor is."""
    messages = with_received_question(renderer, messages, language, is_due=became_refused)
    asked = with_situation_question(renderer, messages, language, conversation.situation)
    return (conversation, messages) if asked is None else (replace(conversation, situation=UNSAID), asked)


def _codes_only(renderer: Renderer, understanding: Understanding) -> Understanding:
    """Without entities whose value is none of our codes: it would be what the visitor wrote."""
    known = [entity for entity in understanding.entities if _is_code(renderer, entity)]
    return understanding.model_copy(update={"entities": known})


def _is_code(renderer: Renderer, entity: Entity) -> bool:
    if entity.entity == "place" and entity.value not in _NO_PLACES:
        return entity.value in renderer.gazetteer.places
    if entity.entity == "only" and entity.value.startswith("on:"):
        return entity.value.removeprefix("on:") in WEEKDAYS
    try:
        return entity.entity in {"need", "place", "only", "language"} and bool(
            parse_payload(f"{entity.entity}/{entity.value}")
        )
    except UnknownPayload:
        return False


def _with_language(understanding: Understanding, chosen: ReplyLanguage) -> Understanding:
    identified = chosen.identified
    return understanding.model_copy(
        update={"language": identified.language, "language_confidence": round(identified.confidence, 3)}
    )
