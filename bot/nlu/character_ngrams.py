"""Says which runs of letters a text holds, weighed by how rare they are; any script, no word list.

Runs are counted in hashed buckets: nothing grows with the number of languages, and letters never met before
still dilute a text, which keeps strange texts from looking sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.letter_clusters import UNSPACED

BUCKETS = 1 << 17
SPACED_LENGTHS = (2, 3, 4, 5)
UNSPACED_LENGTHS = (1, 2, 3)  # one letter of these scripts says as much as two or three of ours


@dataclass(frozen=True, eq=False)
class CharacterNgrams:
    """Turns folded texts into unit rows of character n-grams."""

    rarity: np.ndarray
    """Inverse document frequency per bucket, float32."""

    @classmethod
    def fit(cls, texts: Sequence[str]) -> CharacterNgrams:
        """Learns the rarity of each run from folded training texts."""
        seen = np.zeros(BUCKETS, np.int64)
        for text in texts:
            seen[list(buckets(text))] += 1
        return cls((np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32))

    def matrix(self, texts: Iterable[str]) -> csr_matrix:
        """One row a folded text, of length 1 (0 where there is no letter)."""
        rows = [self._row(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows] or [np.empty(0, np.int32)])
        values = np.concatenate([values for _, values in rows] or [np.empty(0, np.float32)])
        return csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS), dtype=np.float32)

    def _row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        counts = buckets(text)
        columns = np.fromiter(sorted(counts), np.int32, len(counts))
        times = np.fromiter((counts[column] for column in columns.tolist()), np.float32, len(counts))
        values = (1 + np.log(times)) * self.rarity[columns]
        length = np.linalg.norm(values)
        return columns, values / length if length else values


def buckets(text: str) -> Counter[int]:
    """How often each bucket is hit by the runs of a folded text."""
    runs = chain.from_iterable(_runs(word) for word in text.split())
    return Counter(crc32(run.encode()) % BUCKETS for run in runs)


def _runs(word: str) -> Iterable[str]:
    lengths: tuple[int, ...] = UNSPACED_LENGTHS
    if not UNSPACED.search(word):
        lengths, word = SPACED_LENGTHS, f" {word} "  # where a word begins and ends tells much
    for length in lengths:
        for start in range(len(word) - length + 1):
            yield word[start : start + length]
