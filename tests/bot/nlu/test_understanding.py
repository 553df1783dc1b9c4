from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Parse = Callable[[str, str], dict[str, Any]]


@pytest.mark.parametrize(
    ("language", "text", "intent", "topic"),
    [
        ("ar", "كيف أقدم طلب اللجوء", "faq", "apply_how"),
        ("en", "how can I apply for refugee status?", "faq", "apply_how"),
        ("ja", "難民申請はどうやってしますか", "faq", "apply_how"),
        ("ja", "弁護士を探しています", "faq", "find_lawyer"),
        ("fr", "je cherche un avocat", "faq", "find_lawyer"),  # the small model never saw French
        ("en", "may I work while I wait", "faq", "work_permission"),
        ("ar", "زوجي يضربني كل يوم", "danger", "domestic_violence"),
        ("ja", "もう死にたい", "danger", "suicide_crisis"),
        ("en", "I WANT TO DIE!!!", "danger", "suicide_crisis"),
    ],
)
def test_questions_and_cries_for_help_get_their_topic(
    parse: Parse, language: str, text: str, intent: str, topic: str
) -> None:
    understood = parse(text, language)
    assert (understood["intent"]["name"], understood["topics"][0]["id"]) == (intent, topic)
    assert understood["language"] == language


@pytest.mark.parametrize(
    ("language", "text", "intent"),
    [
        ("en", "hello", "greet"),
        ("en", "thank you so much", "thank"),
        ("ja", "もう一度", "repeat"),
        ("en", "what is the weather tomorrow", "out_of_scope"),
        ("en", "Kawagoe", "inform_place"),
        ("ja", "川越", "inform_place"),
        ("en", "", "nlu_fallback"),
        ("en", "\u200b\u200b", "nlu_fallback"),
    ],
)
def test_dialogue_moves_are_told_from_questions(parse: Parse, language: str, text: str, intent: str) -> None:
    assert parse(text, language)["intent"]["name"] == intent


@pytest.mark.parametrize(
    ("language", "text", "topic", "place"),
    [
        ("en", "lawyer in Nagoya", "find_lawyer", "23100"),
        ("ja", "大阪の病院", "find_doctor", "JP-27"),
        ("ar", "وظيفة في طوكيو", "find_job", "JP-13"),
    ],
)
def test_a_question_with_a_place_gives_both(parse: Parse, language: str, text: str, topic: str, place: str) -> None:
    understood = parse(text, language)
    assert understood["topics"][0]["id"] == topic
    assert [(entity["entity"], entity["value"]) for entity in understood["entities"]] == [("place", place)]


def test_topics_are_at_most_five_and_named_without_base(parse: Parse) -> None:
    topics = parse("papers", "en")["topics"]
    assert len(topics) == 5
    assert all(set(topic) == {"id", "confidence"} and "/" not in topic["id"] for topic in topics)
    assert topics == sorted(topics, key=lambda topic: -topic["confidence"])


@pytest.mark.parametrize(
    "text",
    ["a" * 5000, "\x00", "/faq", "🙂", "１２３"],
)
def test_odd_texts_do_not_break_it(parse: Parse, text: str) -> None:
    assert parse(text, "en")["intent"]["name"]
