"""Test lines as if a model had understood them."""

from __future__ import annotations

from evaluation.closeness import Closeness
from evaluation.listening import Heard
from evaluation.test_set import NO_PLACE, PLACES, QUESTIONS, Line
from languages import Identification

DANGERS = frozenset({"emergency", "suicide_crisis"})
FAR, TOO_CLOSE = Closeness(0.1, 0.8), Closeness(0.7, 0.8)


def heard(
    intent: str,
    *topics: str,
    decision: str = "answer",
    part: str = QUESTIONS,
    close: Closeness = FAR,
    found_intent: str = "faq",
    sure_of: str | None = "en",
) -> Heard:
    """A line of `intent`, understood as these topics; the likeliest has 0.9."""
    probabilities = (0.9, 0.05, 0.03, 0.01, 0.01)
    identified = Identification(sure_of or "fr", 0.9 if sure_of else 0.5, is_sure=sure_of is not None)
    guesses = tuple(zip(topics, probabilities, strict=False))
    line = Line("en", intent, f"{intent} {topics}", part)
    return Heard(line, identified, found_intent, decision, guesses, DANGERS, None, 2.0, close)


def place(named: str | None, found: str | None) -> Heard:
    """A line that names a place in this prefecture, or none, and the codes that were found."""
    line = Line("en", "", f"{named} {found}", PLACES if named else NO_PLACE, named)
    return Heard(line, Identification("en", 0.9, is_sure=True), "faq", "answer", (), DANGERS, found, 2.0, None)
