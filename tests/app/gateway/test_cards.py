"""A card says in the visitor's language what a service does and what each of its numbers is for."""

from __future__ import annotations

import pytest

from app.gateway.cards import Cards
from app.gateway.schemas import ServiceOut
from app.knowledge.content import Content
from app.knowledge.phrases import Phrases, read_phrases
from app.knowledge.search import FoundService
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import PhonePurpose, Term, TextState
from app.messages import Messages, MessageText, read_messages


@pytest.fixture(scope="module")
def cards(content: Content) -> Cards:
    return Cards(read_messages(content), read_phrases(content))


def card(cards: Cards, knowledge: Knowledge, service: str, language: str = "en") -> ServiceOut:
    return cards.service(FoundService(knowledge.catalogue.services[service], None), language)


def test_what_a_service_does_is_said_in_a_few_labels(cards: Cards, knowledge: Knowledge) -> None:
    terms = card(cards, knowledge, "jar").terms
    assert [term.label for term in terms][:2] == ["free advice", "legal advice"]
    for service in knowledge.catalogue.services:
        assert 1 <= len(card(cards, knowledge, service).terms) <= 7


def test_a_number_says_what_it_is_for_where_a_source_does(cards: Cards, knowledge: Knowledge) -> None:
    first, second = card(cards, knowledge, "houterasu-ml").phones
    assert first.number == "050-3754-5430" and first.purpose is not None
    assert (first.purpose.id, first.purpose.label) == ("ip_and_prepaid", "for internet phones and prepaid phones")
    assert second.purpose is None and second.cost == "costs more (0570)"


def test_a_number_has_its_own_hours_and_languages_or_those_of_the_service(cards: Cards, knowledge: Knowledge) -> None:
    centre = card(cards, knowledge, "c-shiga")
    assert centre.phones[0].hours == "Mon-Fri 8:30-17:15" != centre.hours
    plus = card(cards, knowledge, "dv-plus")
    assert plus.phones[0].languages == ["ja"] and len(plus.languages) > 5
    jar = card(cards, knowledge, "jar")
    assert (jar.phones[0].hours, jar.phones[0].languages) == (jar.hours, jar.languages)


@pytest.mark.parametrize("vocabulary", [("term", Term), ("phone_for", PhonePurpose)])
def test_every_word_of_a_vocabulary_has_its_label_in_every_language(
    content: Content, vocabulary: tuple[str, type[Term] | type[PhonePurpose]]
) -> None:
    from app.knowledge.content import read_yaml

    name, words = vocabulary
    for tag in content.languages:
        known = read_yaml(content.root / "messages" / f"{tag}.yml")
        assert {f"{name}.{word}" for word in words} <= set(known), tag


def test_labels_are_in_the_visitor_s_language(knowledge: Knowledge) -> None:
    texts = {
        tag: {
            f"{name}.{word}": MessageText(f"{tag} {word}", tag, TextState.MACHINE)
            for name, words in (("term", Term), ("phone_for", PhonePurpose))
            for word in words
        }
        for tag in ("en", "ar")
    }
    page = {f"page.phone_{kind}": MessageText(kind, "en", TextState.ORIGINAL) for kind in ("free", "navi", "short")}
    cards = Cards(Messages({"en": texts["en"] | page, "ar": texts["ar"]}), Phrases({}))
    arabic = card(cards, knowledge, "houterasu-ml", "ar")
    assert arabic.terms[0].label == "ar legal_advice"
    assert arabic.phones[0].purpose and arabic.phones[0].purpose.label == "ar ip_and_prepaid"


def test_phrases_come_in_a_language_that_is_really_read_before_english() -> None:
    phrases = Phrases({"ja": {"24h": "24時間"}, "ar": {"24h": "24 ساعة"}})
    assert phrases.translate("24h", "ja-simple") == "24時間"
    assert phrases.translate("24h", "fr") == "24h"
    assert phrases.translate("never written", "ar") == "never written"
    assert phrases.translate(None, "ar") is None
