"""Every text is in the language it says, and every offered language can say everything."""

from __future__ import annotations

import pytest
from py3langid import classify, set_languages

from app.knowledge.checking.all_checks import find_faults
from app.knowledge.checking.faults import digits, japanese_terms, numbers
from app.knowledge.checking.readability import school_grade, without_readings
from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT

CONTENT = Content(ROOT / "content")
ANSWERS = [(tag, topic) for tag in CONTENT.languages for topic in CONTENT.answers[tag]]


@pytest.fixture(scope="module", autouse=True)
def neighbours() -> None:
    """Our languages and those that look like them."""
    set_languages(["en", "ja", "fr", "ar", "fa", "my", "ur", "ps", "es", "zh"])


@pytest.mark.parametrize(("tag", "topic"), ANSWERS)
def test_an_answer_is_in_its_language(tag: str, topic: str) -> None:
    answer = CONTENT.answers[tag][topic]
    for text in (answer.text, answer.simpler or answer.text, *answer.conditions.values()):
        assert classify(without_readings(text))[0] == tag.removesuffix("-simple"), text


def test_the_content_may_be_shipped() -> None:
    assert [str(fault) for fault in find_faults(CONTENT)] == []


@pytest.mark.parametrize("tag", CONTENT.languages)
def test_every_message_is_said_in_every_offered_language(tag: str) -> None:
    messages = read_messages(CONTENT)
    assert all(messages.find(key, tag).language == tag for key in messages.all_under("", "en"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("call 03-5379-6001", "اتصلوا 03-5379-6001", True),
        ("call 03-5379-6001", "اتصلوا 03-5379-6010", False),
        ("7 days", "۷ روز", True),
        ("12,373 people in 2024", "12 373 personnes en 2024", True),
        ("9:00-16:00", "9:00–16:00", True),
        ("#8891", "8891", True),
        ("2,400 yen", "2,400円", True),
        ("In 2024 335 people", "335 persons in 2024", True),
        ("6 months", "8 months", False),
    ],
)
def test_a_changed_number_is_seen_and_another_way_to_write_it_is_not(one: str, other: str, same: bool) -> None:
    assert (digits(one) == digits(other)) is same


def test_list_numbers_are_no_statements() -> None:
    assert numbers("1. go there\n2. wait 3 days") == {"3": 1}


def test_official_terms_are_found_in_both_kinds_of_parentheses() -> None:
    assert japanese_terms("review (審査請求) and (保証人, a person) and （仮放免）") == {
        "審査請求": 1,
        "保証人": 1,
        "仮放免": 1,
    }


@pytest.mark.parametrize("text", ["119", "", "（難民）"])
def test_a_text_without_words_is_easy_to_read(text: str) -> None:
    assert school_grade(text) == 0
