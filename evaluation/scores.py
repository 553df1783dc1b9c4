"""What was understood of a language's test set, or of all of them, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation import listening
from evaluation.listening import ASK_WHICH, DIALOGUE, OFFER, Heard
from evaluation.shares import Share, calibration_error, thirds
from evaluation.test_set import DANGER, MOVES, NO_PLACE, OUT_OF_SCOPE, PLACES, QUESTIONS

RIGHT, ASKED, REJECTED = "answered with its topic", "asked, its topic among the buttons", "said to be beyond our scope"
ASKED_IN_VAIN, WRONG, MISTAKEN = "asked, without its topic", "answered with another topic", "taken for a move"
OUTCOMES = (RIGHT, ASKED, ASKED_IN_VAIN, REJECTED, MISTAKEN, WRONG)
"""What a visitor gets for a question, the best first."""
TOP = 3


@dataclass(frozen=True)
class PlaceScores:
    """Prefectures found; a name of several places counts as found where the right one is among them."""

    named: Share
    """Of the places that were named, those found."""
    found: Share
    """Of the places that were found, those that were named."""
    asked: int
    """How many of the right ones were several places to choose from."""

    @property
    def f1(self) -> float:
        """In percent."""
        recall, precision = self.named.percent, self.found.percent
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass(frozen=True)
class Scores:
    """Lines too close to training are left out of topics, crises and rejections, unless a name says otherwise."""

    lines: int
    too_close: int
    topic: Share
    topic_with_close: Share
    top3: Share
    crisis: Share
    crisis_with_close: Share
    crisis_reached: Share
    """With its text, or with it by button beside another answer."""
    crisis_topic: Share
    """Of the crisis lines, those that got their own topic's text."""
    false_crisis: Share
    """Of all lines that are none, close ones too."""
    danger_offered: Share
    """Of these, by button."""
    rejected: Share
    clearly_rejected: Share
    moves: Share
    outcomes: Mapping[str, int]
    surely_identified: Share
    surely_misidentified: Share
    places: PlaceScores
    calibration_error: float
    milliseconds: tuple[float, ...]
    by_overlap: tuple[Share, Share, Share]
    by_cosine: tuple[Share, Share, Share]


def score(heard: Sequence[Heard]) -> Scores:
    """The figures of these lines."""
    all_questions = _of(heard, QUESTIONS)
    questions = [one for one in all_questions if not is_too_close(one)]
    crises = [one for one in questions if one.line.is_crisis]
    beyond = [one for one in _of(heard, OUT_OF_SCOPE) if not is_too_close(one)]
    near = [(one.closeness, one.is_topic_right) for one in questions if one.closeness]
    return Scores(
        lines=len(heard),
        too_close=sum(map(is_too_close, heard)),
        topic=Share.among(one.is_topic_right for one in questions),
        topic_with_close=Share.among(one.is_topic_right for one in all_questions),
        top3=Share.among(one.line.topic in [topic for topic, _ in one.topics[:TOP]] for one in questions),
        crisis=Share.among(one.decision == DANGER for one in crises),
        crisis_with_close=Share.among(one.decision == DANGER for one in all_questions if one.line.is_crisis),
        crisis_reached=Share.among(one.decision == DANGER or one.is_danger_offered for one in crises),
        crisis_topic=Share.among(outcome(one) == RIGHT for one in crises),
        false_crisis=Share.among(one.decision == DANGER for one in heard if not one.line.is_crisis),
        danger_offered=Share.among(one.is_danger_offered for one in heard if not one.line.is_crisis),
        rejected=Share.among(one.decision in (listening.OUT_OF_SCOPE, OFFER) for one in beyond),
        clearly_rejected=Share.among(one.decision == listening.OUT_OF_SCOPE for one in beyond),
        moves=Share.among(one.decision == DIALOGUE and one.intent == one.line.intent for one in _of(heard, MOVES)),
        outcomes=Counter(map(outcome, questions)),
        surely_identified=Share.among(
            one.identified.is_sure and one.identified.language == one.line.language for one in heard
        ),
        surely_misidentified=Share.among(is_surely_misidentified(one) for one in heard),
        places=_places(_of(heard, PLACES), _of(heard, NO_PLACE)),
        calibration_error=calibration_error(
            [(one.topics[0][1] if one.topics else 0.0, one.is_topic_right) for one in questions]
        ),
        milliseconds=tuple(one.milliseconds for one in heard),
        by_overlap=thirds((close.overlap, right) for close, right in near),
        by_cosine=thirds((close.cosine, right) for close, right in near),
    )


def outcome(one: Heard) -> str:
    """What the visitor gets for a question."""
    if one.said_topic is not None:
        return RIGHT if one.said_topic == one.line.topic else WRONG
    if one.decision in (ASK_WHICH, OFFER):
        return ASKED if one.line.topic in one.buttons else ASKED_IN_VAIN
    return REJECTED if one.decision == listening.OUT_OF_SCOPE else MISTAKEN


def is_too_close(one: Heard) -> bool:
    """Whether training has all but this line."""
    return one.closeness is not None and one.closeness.is_too_close


def is_surely_misidentified(one: Heard) -> bool:
    """Whether the reply would follow a language that the line is not in."""
    return one.identified.is_sure and one.identified.language != one.line.language


def prefectures(place: str | None) -> set[str]:
    """The prefectures of place codes with spaces between: a municipality's code begins with its prefecture's number."""
    return {code if code.startswith("JP-") else f"JP-{code[:2]}" for code in (place or "").split()}


def is_place_right(one: Heard) -> bool:
    """Whether the named prefecture is found, or is among those asked between."""
    return one.line.prefecture in prefectures(one.place)


def _places(named: Sequence[Heard], unnamed: Sequence[Heard]) -> PlaceScores:
    found = [one for one in (*named, *unnamed) if one.place]
    right = [one for one in named if is_place_right(one)]
    return PlaceScores(
        Share(len(right), len(named)), Share(len(right), len(found)), sum(" " in (one.place or "") for one in right)
    )


def _of(heard: Sequence[Heard], part: str) -> list[Heard]:
    return [one for one in heard if one.line.part == part]
