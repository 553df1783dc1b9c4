"""Says how likely a message tells of a danger, by other means than the topics' straight lines.

A small neural network over sentence vectors alone. It names topics worse than they do, but errs elsewhere: where
both are asked, fewer cries for help are missed, and fewer harmless lines are taken for one.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bot.nlu.linear_topics import widest

HIDDEN = 256
EPOCHS = 10  # more make it surer, not better
BATCH = 512
DECAY = 0.03
SCALE = 7.0  # centred e5 vectors are short
SEED = 7
LEAST_DOUBT = 1e-6


@dataclass(frozen=True, eq=False)
class SecondReader:
    """One hidden layer (ReLU) and the share of its softmax that falls to dangers."""

    into_hidden: np.ndarray
    hidden_bias: np.ndarray
    into_labels: np.ndarray
    label_bias: np.ndarray
    is_danger: np.ndarray
    """Per label."""

    @classmethod
    def fit(cls, vectors: np.ndarray, labels: Sequence[str], *, danger: str) -> SecondReader | None:
        """Learns from a vector and a label per example; None where no label, or every one, begins with `danger`."""
        names = np.unique(np.asarray(labels))
        is_danger = np.char.startswith(names.astype(str), danger)
        if is_danger.all() or not is_danger.any():
            return None
        centre = vectors.mean(axis=0)
        axes = widest(vectors - centre) * SCALE
        network = MLPClassifier(
            (HIDDEN,), alpha=DECAY, batch_size=min(BATCH, len(vectors)), max_iter=EPOCHS, random_state=SEED
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
            network.fit((vectors - centre) @ axes, labels)
        into_hidden, into_labels = network.coefs_
        hidden_bias, label_bias = network.intercepts_
        if len(names) == 2:  # scikit-learn keeps one output for two labels
            into_labels, label_bias = (
                np.hstack([-into_labels, into_labels]) / 2,
                np.hstack([-label_bias, label_bias]) / 2,
            )
        into_hidden = axes @ into_hidden
        return cls(
            into_hidden=into_hidden.astype(np.float32),
            hidden_bias=(hidden_bias - centre @ into_hidden).astype(np.float32),
            into_labels=into_labels.astype(np.float32),
            label_bias=label_bias.astype(np.float32),
            is_danger=is_danger,
        )

    def danger(self, vector: np.ndarray) -> float:
        """How likely any danger is."""
        scores = np.maximum(vector @ self.into_hidden + self.hidden_bias, 0) @ self.into_labels + self.label_bias
        powers = np.exp(scores - scores.max())
        return float(powers[self.is_danger].sum() / powers.sum())

    def save(self, path: Path) -> None:
        """Writes one `.npz` of plain arrays."""
        np.savez_compressed(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> SecondReader:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**arrays)


def both(first: float, second: float, weight: float) -> float:
    """The probability two readers come to together; the second one's word counts `weight` times the first one's."""
    return float(1 / (1 + np.exp(-(_odds(first) + weight * _odds(second)) / (1 + weight))))


def _odds(probability: float) -> float:
    kept = min(max(probability, LEAST_DOUBT), 1 - LEAST_DOUBT)
    return float(np.log(kept / (1 - kept)))
