"""One turn: a visitor's message in, our messages out; Rasa is asked only where words must be understood."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.conversations.conversations import OpenConversation
from app.errors import UnknownPayload
from app.gateway.danger_button import with_danger_button
from app.gateway.deadline_replies import received, typed_day, with_received_question
from app.gateway.past_replies import PastReplies
from app.gateway.payloads import Payload, parse_payload
from app.gateway.rasa_client import RasaAway, RasaClient, RasaTurn
from app.gateway.rendering import Renderer
from app.gateway.reply_language import ReplyLanguage, reply_language
from app.gateway.schemas import Entity, Message, TopicGuess, Understanding
from app.gateway.spoken import Moment, repeat, simpler, speak
from app.knowledge.search import find_services
from app.knowledge.vocabulary import Situation

log = logging.getLogger("shirube.turns")
ENGLISH = "en"

# Buttons whose meaning the dialogue must remember go through Rasa: payload kind → intent and entity.
_FOR_RASA = {
    "need": ("choose_need", "need"),
    "place": ("inform_place", "place"),
    "more": ("more", None),
    "only": ("narrow", "only"),
}

# Buttons whose reply may be an answer that is to be asked about.
_ANSWERING = {"faq", "simpler", "situation"}


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
        chosen = reply_language(text, conversation, self.offered)
        moment = Moment(chosen.tag, conversation.situation, past)
        conversation = conversation.with_language(chosen.tag, chosen=conversation.language_chosen)
        if (day_shown_back := typed_day(renderer, text, moment)) is not None:
            understanding = _with_language(Understanding(intent="received", confidence=1.0), chosen)
            return Answered(conversation, day_shown_back, understanding)
        turn = await self._ask(conversation, text=text, language=chosen.identified.language or chosen.tag)
        if turn is None:
            understanding = _with_language(Understanding(), chosen)
            return Answered(conversation, self._away(renderer, chosen.tag), understanding)
        messages = self._speak(renderer, turn, moment)
        messages = with_danger_button(renderer, messages, turn.understanding.topics, chosen.tag)
        messages = with_received_question(renderer, messages, chosen.tag)
        if chosen.not_offered:
            messages = [*self._say_not_offered(renderer, chosen), *messages]
        if chosen.offer:
            offer = renderer.say(
                "utter_offer_language",
                chosen.offer,
                kind="question",
                buttons=[renderer.language_button(chosen.offer)],
                name=renderer.language_button(chosen.offer).title,
            )
            messages = [*messages, offer]
        understanding = _with_language(_codes_only(renderer, turn.understanding), chosen)
        return Answered(conversation, messages, understanding)

    async def payload(
        self, renderer: Renderer, conversation: OpenConversation, payload: Payload, past: PastReplies
    ) -> Answered:
        """A reply to a button."""
        moment = Moment(conversation.language, conversation.situation, past)
        if payload.kind in _FOR_RASA and payload.value != "near":
            return await self._through_rasa(renderer, conversation, payload, moment)
        if payload.kind == "situation":
            conversation = replace(conversation, situation=payload.value)
            moment = replace(moment, situation=payload.value)
        messages = _by_button(renderer, payload, moment)
        if payload.kind in _ANSWERING:
            became_refused = payload == Payload("situation", Situation.REFUSED)
            messages = with_received_question(renderer, messages, moment.language, is_due=became_refused)
        topics = [TopicGuess(id=payload.value, confidence=1.0)] if payload.kind in {"faq", "danger"} else []
        understanding = Understanding(intent=payload.kind, confidence=1.0, topics=topics)
        return Answered(conversation, messages, understanding)

    async def _through_rasa(
        self, renderer: Renderer, conversation: OpenConversation, payload: Payload, moment: Moment
    ) -> Answered:
        intent, entity = _FOR_RASA[payload.kind]
        if payload.kind == "place" and payload.value != "anywhere":
            renderer.gazetteer.place(payload.value)
        turn = await self._ask(
            conversation, intent=intent, entities={entity: payload.value} if entity else {}, language=moment.language
        )
        if turn is not None:
            understanding = _codes_only(renderer, turn.understanding)
            return Answered(conversation, self._speak(renderer, turn, moment), understanding)
        entities = [Entity(entity=entity, value=payload.value)] if entity else []
        understanding = Understanding(intent=intent, confidence=1.0, entities=entities)
        if payload.kind != "need":
            return Answered(conversation, self._away(renderer, moment.language), understanding)
        found = find_services(
            renderer.catalogue, renderer.gazetteer, payload.value, place=None, language=moment.language
        )
        return Answered(conversation, renderer.services(found, payload.value, None, moment.language), understanding)

    async def _ask(self, conversation: OpenConversation, *, language: str, **message: object) -> RasaTurn | None:
        try:
            return await self.rasa.turn(self.sender_id(conversation.id), language=language, **message)  # type: ignore[arg-type]
        except RasaAway as away:
            log.warning("event=rasa_away reason=%s", away.reason)
            self.on_rasa_away(away.reason)
            return None

    def _speak(self, renderer: Renderer, turn: RasaTurn, moment: Moment) -> list[Message]:
        messages = [message for spoken in turn.messages for message in speak(renderer, spoken, moment)]
        if messages:
            return messages
        self.on_rasa_away("nothing_to_say")
        return [renderer.say("utter_trouble", moment.language, kind="fallback")]

    def _say_not_offered(self, renderer: Renderer, chosen: ReplyLanguage) -> list[Message]:
        """That we do not answer in the message's language, in those its writer may read; then languages, a person."""
        tags = list(dict.fromkeys([*chosen.readable, chosen.tag, ENGLISH]))
        said = [renderer.say("utter_language_not_offered", tag) for tag in tags]
        buttons = [renderer.language_button(tag) for tag in self.offered if tag != chosen.tag]
        person = renderer.button("human", "button.human", chosen.tag)
        return [*said[:-1], said[-1].model_copy(update={"buttons": [person, *buttons]})]

    def _away(self, renderer: Renderer, language: str) -> list[Message]:
        """Never silent: fixed words, people to call, subjects by button (which need no Rasa)."""
        return [renderer.say("utter_understanding_away", language, kind="fallback"), renderer.ask_topic(language)]


def _by_button(renderer: Renderer, payload: Payload, moment: Moment) -> list[Message]:
    language = moment.language
    match payload.kind:
        case "faq" | "danger":
            return renderer.answer(payload.value, language, situation=moment.situation)
        case "received":
            return received(renderer, payload.value, moment)
        case "human":
            return renderer.answer("human_contact", language)
        case "repeat":
            return repeat(renderer, moment)
        case "simpler":
            return simpler(renderer, moment)
        case "place":  # near: we never ask for a position, only for a name
            return [renderer.ask_place(language)]
        case "safe":
            return [
                renderer.say(
                    f"utter_safe_{payload.value}", language, kind="crisis" if payload.value == "no" else "notice"
                )
            ]
        case "situation":
            noted = renderer.say("utter_situation_noted", language)
            topic = moment.last_topic
            return [
                noted,
                *(
                    renderer.answer(topic, language, situation=moment.situation)
                    if topic
                    else [renderer.ask_topic(language)]
                ),
            ]
    raise KeyError(payload.kind)


def _codes_only(renderer: Renderer, understanding: Understanding) -> Understanding:
    """Without entities whose value is none of our codes: it would be what the visitor wrote."""
    known = [entity for entity in understanding.entities if _is_code(renderer, entity)]
    return understanding.model_copy(update={"entities": known})


def _is_code(renderer: Renderer, entity: Entity) -> bool:
    if entity.entity == "place" and entity.value not in {"anywhere", "near"}:
        return entity.value in renderer.gazetteer.places
    try:
        return entity.entity in {"need", "place", "only"} and bool(parse_payload(f"{entity.entity}/{entity.value}"))
    except UnknownPayload:
        return False


def _with_language(understanding: Understanding, chosen: ReplyLanguage) -> Understanding:
    identified = chosen.identified
    return understanding.model_copy(
        update={"language": identified.language, "language_confidence": round(identified.confidence, 3)}
    )
