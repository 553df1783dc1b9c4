"""Decides what a message asks of us, from calibrated probabilities; the one place that reads thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

ANSWERS, DANGER = "faq", "danger"
INFORM_PLACE, OUT_OF_SCOPE, WHICH_TOPIC, OFFER_TOPICS = "inform_place", "out_of_scope", "which_topic", "nlu_fallback"


class Kind(str, Enum):
    """What happens next."""

    DANGER = "danger"
    ANSWER = "answer"
    ASK_WHICH = "ask_which"
    OFFER = "offer"
    OUT_OF_SCOPE = "out_of_scope"
    DIALOGUE = "dialogue"


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which on we act; set in config.yml."""

    danger: float = 0.35
    """All dangers together, whatever else may be meant; from 0.05 on they are offered by button (app/gateway)."""
    danger_if_unsure: float = 0.25
    """The same, where nothing else is sure enough; beyond our scope is never sure."""
    answer: float = 0.4
    which: float = 0.5
    """The two likeliest topics together."""
    out_of_scope: float = 0.25
    dialogue: float = 0.3
    place_share: float = 0.6
    """Share of a message's letters that must name a place to make it nothing but a place."""


@dataclass(frozen=True)
class Decision:
    """`intent` is the name for Rasa's rules: a base intent for topics; `confidence` what it was decided on."""

    kind: Kind
    intent: str
    confidence: float


def decide(probabilities: Mapping[str, float], thresholds: Thresholds, *, place_share: float = 0.0) -> Decision:
    """The decision over all labels (`faq/<topic>`, `danger/<topic>`, plain intents), whose probabilities sum to 1.

    `nlu_fallback` among them is the probability that nothing we know fits.
    Danger is tried first and with a low threshold: an offer of help too many is better than one too few.
    """
    if not probabilities:
        return Decision(Kind.OFFER, OFFER_TOPICS, 0.0)
    label, highest = max(probabilities.items(), key=lambda item: item[1])
    danger = sum(p for name, p in probabilities.items() if name.startswith(f"{DANGER}/"))
    is_topic = "/" in label
    is_answerable = is_topic and highest >= thresholds.answer
    is_dialogue = not is_topic and label not in {OUT_OF_SCOPE, OFFER_TOPICS} and highest >= thresholds.dialogue
    if danger >= (thresholds.danger if is_answerable or is_dialogue else thresholds.danger_if_unsure):
        return Decision(Kind.DANGER, DANGER, danger)
    if place_share >= thresholds.place_share:
        return Decision(Kind.DIALOGUE, INFORM_PLACE, max(place_share, probabilities.get(INFORM_PLACE, 0.0)))
    if is_answerable:
        return Decision(Kind.ANSWER, ANSWERS, highest)
    if is_dialogue:
        return Decision(Kind.DIALOGUE, label, highest)
    if label == OUT_OF_SCOPE and highest >= thresholds.out_of_scope:
        return Decision(Kind.OUT_OF_SCOPE, OUT_OF_SCOPE, highest)
    two = sum(sorted((p for name, p in probabilities.items() if "/" in name), reverse=True)[:2])
    if is_topic and two >= thresholds.which:
        return Decision(Kind.ASK_WHICH, WHICH_TOPIC, two)
    return Decision(Kind.OFFER, OFFER_TOPICS, highest)
