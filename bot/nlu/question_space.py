"""A space in which questions of one topic lie close together, whatever their language; learned with the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SMOOTHING = 1.0
"""Share of the mean spread added to each: directions in which topics hardly vary must not outweigh all others."""


@dataclass(frozen=True, eq=False)
class QuestionSpace:
    """Sentence vectors, freed from what sentences of one topic differ in: language, length, manner."""

    centre: np.ndarray
    axes: np.ndarray

    @classmethod
    def fit(cls, vectors: np.ndarray, labels: Sequence[str]) -> QuestionSpace:
        """Learns from a vector and a label per training example."""
        names, targets = np.unique(np.asarray(labels), return_inverse=True)
        means = np.stack([vectors[targets == index].mean(axis=0) for index in range(len(names))])
        apart = vectors - means[targets]
        spread, directions = np.linalg.eigh(apart.T @ apart / len(apart))
        axes = directions / np.sqrt(np.maximum(spread, 0) + SMOOTHING * spread.mean() + 1e-9)
        return cls(vectors.mean(axis=0).astype(np.float32), axes.astype(np.float32))

    def place(self, vectors: np.ndarray) -> np.ndarray:
        """Where a vector, or each row of vectors, lies; of length 1."""
        return unit((vectors - self.centre) @ self.axes)

    def save(self, path: Path) -> None:
        """Writes one `.npz` of plain arrays."""
        np.savez(path, centre=self.centre, axes=self.axes)

    @classmethod
    def load(cls, path: Path) -> QuestionSpace:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["centre"], arrays["axes"])


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vector, or each row of vectors, with length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
