"""Decides what a message asks of us, from calibrated probabilities; the one place that reads thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

ANSWERS, DANGER = "faq", "danger"
NARROW, CHANGE_LANGUAGE = "narrow", "change_language"
_MOVES_OF_A_SEARCH = {"inform_place", "more", NARROW, CHANGE_LANGUAGE}
_NOTHING_ELSE, _HARDLY_ELSE, _PLACE_IN_A_STORY = 0.95, 0.5, 0.12
"""Shares of letters that name a place: it is no cry for help, whatever its letters resemble; it must surely be one to
be taken for it; it is what we can go by where nothing else is understood."""
_SURE_DANGER = 0.5
_SOME_MOVE, _SOME_TOPIC = 0.1, 0.25
"""Outside of a search a weekday, a language or a place is mostly part of a story: so likely must it be a move all the
same; so likely a topic, to be offered instead."""
LIMITS = frozenset({"out_of_scope", "insult", "ask_writing", "ask_evasion", "ask_other_country"})
"""What we do not do, each said in its own words (data/rules/dialogue.yml); what is beyond our scope as a whole."""
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

    danger: float = 0.45
    """All dangers together, whatever else may be meant; from 0.05 on they are offered by button (app/gateway)."""
    danger_if_unsure: float = 0.3
    """The same, where nothing else is sure enough; beyond our scope is never sure."""
    answer: float = 0.4
    which: float = 0.5
    """The two likeliest topics together."""
    out_of_scope: float = 0.25
    out_of_scope_if_named: float = 0.6
    """The same for a message that names a place or a filter: "and in Osaka?" asks for what was asked for before."""
    dialogue: float = 0.3
    place_share: float = 0.6
    """Share of a message's letters that must name a place, or a filter, to make it nothing else."""
    place_if_unsure: float = 0.2
    """The same, where no topic is meant but something said in passing ("and in Tokyo?")."""


@dataclass(frozen=True)
class Decision:
    """`intent` is the name for Rasa's rules: a base intent for topics; `confidence` what it was decided on."""

    kind: Kind
    intent: str
    confidence: float


def decide(
    probabilities: Mapping[str, float],
    thresholds: Thresholds,
    *,
    place_share: float = 0.0,
    filter_share: float | None = None,
    is_searching: bool = True,
) -> Decision:
    """The decision over all labels (`faq/<topic>`, `danger/<topic>`, plain intents), whose probabilities sum to 1.

    `filter_share` is there where the message has words by which lists are narrowed ("who speaks Dari"): what is not
    understood otherwise, and what has hardly another word ("free"), is taken for that. Not so where services are surely
    neither looked for nor shown (`is_searching` is False): there "my visa ends on Monday" narrows nothing.

    `nlu_fallback` among them is the probability that nothing we know fits.
    Danger is tried first and with a low threshold: an offer of help too many is better than one too few.
    """
    if not probabilities:
        return Decision(Kind.OFFER, OFFER_TOPICS, 0.0)
    beyond = {name: p for name, p in probabilities.items() if name in LIMITS}
    if beyond:
        within = {name: p for name, p in probabilities.items() if name not in LIMITS}
        probabilities = within | {OUT_OF_SCOPE: sum(beyond.values())}
    label, highest = max(probabilities.items(), key=lambda item: item[1])
    danger = sum(p for name, p in probabilities.items() if name.startswith(f"{DANGER}/"))
    is_topic = "/" in label
    is_answerable = is_topic and not label.startswith(f"{DANGER}/") and highest >= thresholds.answer
    is_dialogue = not is_topic and label not in {OUT_OF_SCOPE, OFFER_TOPICS} and highest >= thresholds.dialogue
    if place_share >= _NOTHING_ELSE:
        return Decision(Kind.DIALOGUE, INFORM_PLACE, place_share)
    enough = thresholds.danger if is_answerable or is_dialogue else thresholds.danger_if_unsure
    is_danger_likeliest = label.startswith(f"{DANGER}/") and highest >= thresholds.answer
    if place_share >= (thresholds.place_share if is_danger_likeliest else _HARDLY_ELSE):
        enough = max(enough, _SURE_DANGER)
    if danger >= enough:
        return Decision(Kind.DANGER, DANGER, danger)
    if place_share >= thresholds.place_share:
        return Decision(Kind.DIALOGUE, INFORM_PLACE, max(place_share, probabilities.get(INFORM_PLACE, 0.0)))
    if (filter_share or 0.0) >= thresholds.place_share:
        return Decision(Kind.DIALOGUE, NARROW, float(filter_share or 0.0))
    if is_answerable:
        return Decision(Kind.ANSWER, ANSWERS, highest)
    if is_dialogue and label not in _MOVES_OF_A_SEARCH and place_share >= thresholds.place_if_unsure:
        return Decision(Kind.DIALOGUE, INFORM_PLACE, place_share)
    if is_dialogue:
        return Decision(Kind.DIALOGUE, label, highest)
    named = filter_share is not None or place_share >= thresholds.place_if_unsure
    if label == OUT_OF_SCOPE and highest >= (thresholds.out_of_scope_if_named if named else thresholds.out_of_scope):
        return Decision(Kind.OUT_OF_SCOPE, max(beyond, key=lambda name: beyond[name]), highest)
    # What surely tells something and asks for nothing names places, too: they are not searched for the need of before.
    tells = label == OFFER_TOPICS and highest >= thresholds.out_of_scope_if_named
    if filter_share is not None and not tells:
        move = max((NARROW, CHANGE_LANGUAGE), key=lambda name: probabilities.get(name, 0.0))
        if is_searching or probabilities.get(move, 0.0) >= _SOME_MOVE:
            return Decision(Kind.DIALOGUE, move, probabilities.get(move, 0.0))
    is_some_topic = is_topic and highest >= _SOME_TOPIC
    if place_share >= _PLACE_IN_A_STORY and not tells and (is_searching or not is_some_topic):
        return Decision(Kind.DIALOGUE, INFORM_PLACE, place_share)
    two = sum(sorted((p for name, p in probabilities.items() if "/" in name), reverse=True)[:2])
    if is_topic and two >= thresholds.which:
        return Decision(Kind.ASK_WHICH, WHICH_TOPIC, two)
    return Decision(Kind.OFFER, OFFER_TOPICS, highest)
