"""A message of several questions is read question by question; a cry for help in one is what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.several_questions import joined, pieces


def understood(intent: str, topic: str | None = None) -> dict[str, Any]:
    topics = [{"id": topic, "confidence": 0.9}] if topic else []
    return {"intent": {"name": intent, "confidence": 0.9}, "topics": topics, "entities": []}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How do I apply? How long does it take? Can I work?", 3),
        ("كيف أقدم الطلب؟ كم يستغرق؟", 2),
        ("難民申請はどうしますか。お金はかかりますか。", 2),
        ("ဘယ်လိုလျှောက်ရမလဲ။ ဘယ်လောက်ကြာမလဲ။", 2),
        ("I need a lawyer", 0),
        ("How do I apply?", 0),
        ("ok? yes?", 0),
        ("one question? " * 9, 5),
    ],
)
def test_questions_are_told_apart(text: str, found: int) -> None:
    assert len(pieces(text)) == found


def test_the_topics_are_asked_in_the_order_they_were_written() -> None:
    parts = [understood("faq", "apply_how"), understood("greet"), understood("faq", "work_permission")]
    assert joined(understood("faq", "work_permission"), parts)["asked"] == ["apply_how", "work_permission"]


def test_one_question_in_many_sentences_stays_one() -> None:
    whole = understood("faq", "apply_how")
    assert joined(whole, [understood("faq", "apply_how"), understood("faq", "apply_how")]) is whole


@pytest.mark.parametrize("where", ["whole", "part"])
def test_a_cry_for_help_among_questions_is_what_the_message_is_about(where: str) -> None:
    danger = understood("danger", "domestic_violence")
    whole = danger if where == "whole" else understood("faq", "apply_how")
    parts = [understood("faq", "apply_how"), danger if where == "part" else understood("faq", "find_job")]
    assert joined(whole, parts) is danger
