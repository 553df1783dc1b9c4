"""Topics that were published since the model was trained, beside the trained ones; nothing is fitted for them.

A message is held against each live topic's questions in the QuestionSpace: how close it lies to the middle of them
and to the nearest one, and how sure the trained topics are without it.
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
SAME, SURE = 0.999, 19.0
"""How close a message lies to a question that was published word by word, and the least odds of its topic then."""
LEAST_DOUBT = 1e-4


@dataclass(frozen=True, eq=False)
class LiveTopics:
    """All live topics as they stand; replaced as a whole, never changed."""

    labels: tuple[str, ...]
    places: np.ndarray
    """A row a question, those of a label together, in the order of `labels`."""
    starts: np.ndarray
    """Where each label's rows begin."""
    middles: np.ndarray
    folds: np.ndarray
    """Logarithm of each label's number of questions."""

    @classmethod
    def of(cls, questions: Sequence[tuple[str, np.ndarray]]) -> LiveTopics:
        """From a label and a place in the QuestionSpace per question; at least one question."""
        by_label: dict[str, list[np.ndarray]] = defaultdict(list)
        for label, place in questions:
            by_label[label].append(place)
        sizes = np.array([len(places) for places in by_label.values()])
        return cls(
            labels=tuple(by_label),
            places=np.stack([place for places in by_label.values() for place in places]),
            starts=np.cumsum([0, *sizes[:-1]]),
            middles=unit(np.stack([np.mean(places, axis=0) for places in by_label.values()])),
            folds=np.log(sizes).astype(np.float32),
        )

    def joined(self, trained: Mapping[str, float], place: np.ndarray) -> dict[str, float]:
        """The probabilities of trained and live labels together, likeliest first; they sum to 1.

        Dangers yield less than others: a live answer must be DANGER_WEIGHT times as likely to take as much from them.
        """
        surest = max((p for label, p in trained.items() if label != OFFER_TOPICS), default=0.0)
        odds = self._odds(surest, place)
        answers = [not label.startswith(f"{DANGER}/") for label in self.labels]
        live = float(odds[answers].sum())
        danger = sum(p for label, p in trained.items() if label.startswith(f"{DANGER}/"))
        of_danger = 1 / (1 + live / DANGER_WEIGHT)
        of_rest = (1 - danger * of_danger) / max(1 - danger + live, 1e-9)
        # Live dangers take from all alike.
        left = 1 / (1 + float(odds.sum()) - live)
        joined = {
            label: p * left * (of_danger if label.startswith(f"{DANGER}/") else of_rest) for label, p in trained.items()
        }
        for label, share, is_answer in zip(self.labels, odds.tolist(), answers, strict=True):
            joined[label] = joined.get(label, 0.0) + share * left * (of_rest if is_answer else 1)
        return dict(sorted(joined.items(), key=lambda item: -item[1]))

    def _odds(self, surest: float, place: np.ndarray) -> np.ndarray:
        """How much likelier each live label is than all trained ones together."""
        middle = self.middles @ place
        nearest = np.maximum.reduceat(self.places @ place, self.starts)
        known = (MIDDLE + MIDDLE_PER_FOLD * self.folds) * middle + NEAREST * nearest + FOLD * self.folds
        # A published question itself is its topic's, however sure the others are.
        doubt = np.where(nearest > SAME, 0.0, UNSURE * np.log(1 - surest + LEAST_DOUBT))
        return np.maximum(np.exp(known + doubt + BIAS), np.where(nearest > SAME, SURE, 0.0))
