"""Gives each label's calibrated probability, from one straight line a label over n-grams and a sentence vector.

What is missing to 1 is the probability that none of the labels fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.svm import LinearSVC

from bot.nlu.character_ngrams import CharacterNgrams
from languages import fold

COST = 1.0
VECTOR_WEIGHT = 1.6  # centred e5 vectors have a length of 0.44, rows of n-grams one of 1
DIRECTIONS = 256  # of a vector's 384; sentences hardly differ in the others, and what is learned there is chance
UNKNOWN = -0.4  # of what no label fits: an example of a label lies near 1, one of the others near -1
HELD_OUT = 0.2
MOST_CALIBRATED_ON = 10_000  # more change the sharpness by less than a tenth, and take as long as the fit itself
SEED = 7
LEAST_OF_A_LABEL = 10
TOLERANCE = 0.1  # a thousandth finds the same labels in twice the time
WORKERS = 2
WORTH_A_PROCESS = 2_000_000  # numbers in the features; below, starting a process takes longer than it saves


@dataclass(frozen=True, eq=False)
class LinearTopics:
    """One row of weights a label, each fitted against the rest; a label can be added without refitting the others."""

    labels: tuple[str, ...]
    ngram_weights: np.ndarray
    """[bucket, label], float16: the few rows a text needs lie together."""
    vector_weights: np.ndarray
    bias: np.ndarray
    sharpness: float
    """Factor on the scores before the softmax, chosen on examples held out from training."""
    unknown: float
    """The score of no label at all: where every label scores less, this is the likeliest."""

    @classmethod
    def fit(
        cls,
        ngrams: csr_matrix,
        vectors: np.ndarray,
        labels: Sequence[str],
        *,
        cost: float = COST,
        vector_weight: float = VECTOR_WEIGHT,
        unknown: float = UNKNOWN,
    ) -> LinearTopics:
        """Learns from a row of n-grams, a vector and a label per example; at least two labels."""
        names, targets = np.unique(np.asarray(labels), return_inverse=True)
        centre = vectors.mean(axis=0)
        axes = widest(vectors - centre) * vector_weight
        features = hstack([ngrams, csr_matrix((vectors - centre) @ axes)], format="csr")
        sharpness = _sharpness(features, targets, cost, unknown)
        weights, bias = _lines(features, targets, cost)
        buckets = ngrams.shape[1]
        vector_weights = axes @ weights[buckets:]
        return cls(
            labels=tuple(names.tolist()),
            ngram_weights=weights[:buckets].astype(np.float16),
            vector_weights=vector_weights.astype(np.float32),
            bias=(bias - centre @ vector_weights).astype(np.float32),
            sharpness=sharpness,
            unknown=unknown,
        )

    def scores(self, ngrams: csr_matrix, vector: np.ndarray) -> np.ndarray:
        """How far one example (a one-row matrix, a vector) lies on each label's side."""
        rows = self.ngram_weights[ngrams.indices].astype(np.float32)
        return ngrams.data @ rows + vector @ self.vector_weights + self.bias

    def probabilities(self, ngrams: csr_matrix, vector: np.ndarray) -> np.ndarray:
        """Each label's probability for one example, in the order of `labels`."""
        return _probabilities(self.scores(ngrams, vector), self.sharpness, self.unknown)

    def save(self, path: Path) -> None:
        """Writes one `.npz` of plain arrays."""
        # Rasa's own packing is slower, and finds little in what is packed already.
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            ngram_weights=self.ngram_weights,
            vector_weights=self.vector_weights,
            bias=self.bias,
            sharpness=np.float64(self.sharpness),
            unknown=np.float64(self.unknown),
        )

    @classmethod
    def load(cls, path: Path) -> LinearTopics:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(
                labels=tuple(arrays["labels"].tolist()),
                ngram_weights=arrays["ngram_weights"],
                vector_weights=arrays["vector_weights"],
                bias=arrays["bias"],
                sharpness=float(arrays["sharpness"]),
                unknown=float(arrays["unknown"]),
            )


@dataclass(frozen=True, eq=False)
class TextTopics:
    """The whole classifier without Rasa, for measuring: texts and their vectors in, probabilities out."""

    ngrams: CharacterNgrams
    topics: LinearTopics

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray) -> TextTopics:
        folded = [fold(text) for text in texts]
        ngrams = CharacterNgrams.fit(folded)
        return cls(ngrams, LinearTopics.fit(ngrams.matrix(folded), vectors, labels))

    @property
    def labels(self) -> tuple[str, ...]:
        return self.topics.labels

    def predict(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Probabilities [text, label]."""
        rows = [self.ngrams.matrix([fold(text)]) for text in texts]
        return np.array([self.topics.probabilities(row, vector) for row, vector in zip(rows, vectors, strict=True)])


def widest(centred: np.ndarray) -> np.ndarray:
    """The DIRECTIONS [number, direction] in which these vectors differ most."""
    _, directions = np.linalg.eigh(centred.T @ centred)
    return directions[:, -DIRECTIONS:].astype(np.float32)


def _lines(features: csr_matrix, targets: np.ndarray, cost: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights [feature, label] and bias [label]; where there is much to fit, the labels are shared out to processes."""
    labels = np.unique(targets)
    if features.nnz < WORTH_A_PROCESS or len(labels) <= 2 * WORKERS:
        return _own_lines(features, targets, labels, cost)
    # liblinear keeps the interpreter's lock, so threads would wait for each other.
    shares = np.array_split(labels, WORKERS)
    with Parallel(n_jobs=WORKERS) as processes:
        fitted = processes(delayed(_own_lines)(features, targets, share, cost) for share in shares)
    return np.hstack([weights for weights, _ in fitted]), np.hstack([bias for _, bias in fitted])


def _own_lines(
    features: csr_matrix, targets: np.ndarray, own: np.ndarray, cost: float
) -> tuple[np.ndarray, np.ndarray]:
    """The lines of some of the labels, each against all that is not its own."""
    other = targets.max() + 1
    fitted = LinearSVC(C=cost, tol=TOLERANCE, random_state=SEED).fit(
        features, np.where(np.isin(targets, own), targets, other)
    )
    weights, bias = fitted.coef_.T, fitted.intercept_
    if weights.shape[1] == 1:  # scikit-learn keeps one line for two labels
        weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
    return weights[:, : len(own)].astype(np.float32), bias[: len(own)].astype(np.float32)


def _sharpness(features: csr_matrix, targets: np.ndarray, cost: float, unknown: float) -> float:
    """The factor that makes probabilities of unseen examples honest (least surprise)."""
    labels = targets.max() + 1
    rarest = np.bincount(targets).min()
    if len(targets) > MOST_CALIBRATED_ON and rarest * MOST_CALIBRATED_ON >= LEAST_OF_A_LABEL * len(targets):
        sampling = StratifiedShuffleSplit(1, train_size=MOST_CALIBRATED_ON, random_state=SEED)
        sample, _ = next(sampling.split(targets, targets))
        features, targets = features[sample], targets[sample]
    held_out = max(labels, int(len(targets) * HELD_OUT))
    if np.bincount(targets).min() < 2 or len(targets) - held_out < labels:
        return 1.0  # too few examples to hold any out
    split = StratifiedShuffleSplit(1, test_size=held_out, random_state=SEED)
    seen, unseen = next(split.split(targets, targets))
    weights, bias = _lines(features[seen], targets[seen], cost)
    scores = features[unseen] @ weights + bias

    def surprise(sharpness: float) -> float:
        probabilities = _probabilities(scores, sharpness, unknown)
        return -float(np.log(probabilities[np.arange(len(unseen)), targets[unseen]] + 1e-12).mean())

    return float(minimize_scalar(surprise, bounds=(0.1, 50.0), method="bounded").x)


def _probabilities(scores: np.ndarray, sharpness: float, unknown: float) -> np.ndarray:
    """The softmax over the scores and the one of no label, which is left out of the result."""
    highest = np.maximum(scores.max(axis=-1, keepdims=True), unknown)
    powers = np.exp(sharpness * (scores - highest))
    return powers / (powers.sum(axis=-1, keepdims=True) + np.exp(sharpness * (unknown - highest)))
