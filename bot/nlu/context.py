"""What was said before says what a short question means; a message by itself is read without it."""

from __future__ import annotations

from collections.abc import Mapping

FOLLOW_UPS = frozenset({"ask_cost", "ask_duration", "ask_where", "ask_children"})
SERVICES = "services"
_OF_A_LIST = FOLLOW_UPS | {"narrow", "more"}
_FOLLOWING = 8.0
"""Odds of "how much is that?" after an answer, against those of a message by itself."""
_AFTER_A_REFUSAL = frozenset({"refused", "appeal_how", "appeal_deadline", "appeal_hearing", "court_case"})
_NO_DEADLINE, _SEVEN_DAYS = "faq/apply_deadline", "faq/appeal_deadline"
_MEANT = 0.9
"""Whoever asks for a deadline after a refusal must not be told that there is none."""


def in_context(probabilities: Mapping[str, float], after: str) -> dict[str, float]:
    """The probabilities of all labels after `after` was said, likeliest first; they sum to what they did before.

    `after` is a topic, `services` for a list of them, or empty.
    """
    if not after:
        return dict(probabilities)
    follow_ups = _OF_A_LIST if after == SERVICES else FOLLOW_UPS
    found = {name: p * _FOLLOWING if name in follow_ups else p for name, p in probabilities.items()}
    if after in _AFTER_A_REFUSAL and _NO_DEADLINE in found:
        found[_SEVEN_DAYS] = found.get(_SEVEN_DAYS, 0.0) + found[_NO_DEADLINE] * _MEANT
        found[_NO_DEADLINE] *= 1 - _MEANT
    scale = sum(probabilities.values()) / (sum(found.values()) or 1.0)
    return dict(sorted(((name, p * scale) for name, p in found.items()), key=lambda item: -item[1]))
