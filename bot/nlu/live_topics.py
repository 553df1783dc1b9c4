"""Topics that were published since the model was trained, beside the trained ones; nothing is fitted for them.

A message is held against each live topic's questions in the QuestionSpace: how close it lies to the middle of them
and to the nearest one, and how sure the trained topics are without it. Who asks word for word what was published gets
that topic, however sure the others are, and before the question has a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.decision import DANGER, OFFER_TOPICS
from bot.nlu.question_space import unit

# Fitted on trained topics, each taken out of a model and published anew with 1 to 60 of its sentences
# (docs/decisions/0011-live-topics.md); BIAS trades what live topics win for what others lose.
MIDDLE, MIDDLE_PER_FOLD, NEAREST, FOLD, UNSURE, BIAS = 13.14, 1.87, 3.68, -0.59, 1.32, -2.0
DANGER_WEIGHT = 5.0
SURE = 19.0
"""The least odds of a topic whose question was asked word for word."""
LEAST_DOUBT = 1e-4


@dataclass(frozen=True, eq=False)
class LiveTopics:
    """All live topics as they stand; replaced as a whole, never changed."""

    labels: tuple[str, ...]
    """Of the topics with at least one place."""
    places: np.ndarray
    """A row a question, those of a label together, in the order of `labels`."""
    starts: np.ndarray
    """Where each label's rows begin."""
    middles: np.ndarray
    folds: np.ndarray
    """Logarithm of each label's number of questions."""
    words: Mapping[str, str]
    """From each published question, folded, to its label; questions without a place are among them."""

    @classmethod
    def of(cls, questions: Sequence[tuple[str, np.ndarray]], words: Mapping[str, str]) -> LiveTopics:
        """From a label and a place in the QuestionSpace per question, and from all questions' words."""
        by_label: dict[str, list[np.ndarray]] = defaultdict(list)
        for label, place in questions:
            by_label[label].append(place)
        if not by_label:
            nothing = np.zeros((0, 0), np.float32)
            return cls((), nothing, np.zeros(0, int), nothing, np.zeros(0, np.float32), words)
        sizes = np.array([len(places) for places in by_label.values()])
        return cls(
            labels=tuple(by_label),
            places=np.stack([place for places in by_label.values() for place in places]),
            starts=np.cumsum([0, *sizes[:-1]]),
            middles=unit(np.stack([np.mean(places, axis=0) for places in by_label.values()])),
            folds=np.log(sizes).astype(np.float32),
            words=words,
        )

    def joined(self, trained: Mapping[str, float], place: np.ndarray, folded: str) -> dict[str, float]:
        """The probabilities of trained and live labels together, likeliest first; they sum to 1.

        Dangers yield less than others: a live answer must be DANGER_WEIGHT times as likely to take as much from them.
        """
        odds = self._odds(trained, place, folded)
        live = sum(share for label, share in odds.items() if not _is_danger(label))
        danger = sum(p for label, p in trained.items() if _is_danger(label))
        of_danger = 1 / (1 + live / DANGER_WEIGHT)
        of_rest = (1 - danger * of_danger) / max(1 - danger + live, 1e-9)
        # Live dangers take from all alike.
        left = 1 / (1 + sum(odds.values()) - live)
        joined = {label: p * left * (of_danger if _is_danger(label) else of_rest) for label, p in trained.items()}
        for label, share in odds.items():
            joined[label] = joined.get(label, 0.0) + share * left * (1 if _is_danger(label) else of_rest)
        return dict(sorted(joined.items(), key=lambda item: -item[1]))

    def _odds(self, trained: Mapping[str, float], place: np.ndarray, folded: str) -> dict[str, float]:
        """How much likelier each live label is than all trained ones together."""
        odds: dict[str, float] = {}
        if self.labels:
            surest = max((p for label, p in trained.items() if label != OFFER_TOPICS), default=0.0)
            middle = self.middles @ place
            nearest = np.maximum.reduceat(self.places @ place, self.starts)
            known = (MIDDLE + MIDDLE_PER_FOLD * self.folds) * middle + NEAREST * nearest + FOLD * self.folds
            doubt = UNSURE * np.log(1 - surest + LEAST_DOUBT)
            odds = dict(zip(self.labels, np.exp(known + doubt + BIAS).tolist(), strict=True))
        if asked := self.words.get(folded):
            odds[asked] = max(odds.get(asked, 0.0), SURE)
        return odds


def _is_danger(label: str) -> bool:
    return label.startswith(f"{DANGER}/")
