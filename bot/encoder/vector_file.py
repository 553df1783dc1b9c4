"""Keeps vectors in one file that only grows: a row is written whole or ignored, and any number of programs may add."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.encoder import VECTOR_LENGTH

KEY_BYTES = 16
ROW = np.dtype([("key", np.uint8, KEY_BYTES), ("checksum", "<u4"), ("vector", "<f4", VECTOR_LENGTH)])


class VectorFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[bytes, np.ndarray]:
        """Return all vectors by key, read-only. Rows that a crash or a bad disk spoiled are left out."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        rows = np.frombuffer(content, ROW, count=len(content) // ROW.itemsize)
        keys, checksums, vectors = rows["key"].tobytes(), rows["checksum"].tolist(), rows["vector"]
        found = {}
        for index, (checksum, vector) in enumerate(zip(checksums, vectors, strict=True)):
            key = keys[index * KEY_BYTES : (index + 1) * KEY_BYTES]
            if _checksum(key, vector) == checksum:
                found[key] = vector
        return found

    def add(self, vectors: Mapping[bytes, np.ndarray]) -> None:
        """Append the vectors. A row that two programs add at once is there twice, which harms nobody."""
        rows = np.empty(len(vectors), ROW)
        for row, (key, vector) in zip(rows, vectors.items(), strict=True):
            row["key"] = np.frombuffer(key, np.uint8)
            row["vector"] = vector
            row["checksum"] = _checksum(key, row["vector"])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = os.fstat(file.fileno()).st_size
            # A writer that was killed may have left part of a row; ours must start where rows start.
            file.truncate(size - size % ROW.itemsize)
            file.write(rows.tobytes())


def _checksum(key: bytes, vector: np.ndarray) -> int:
    return zlib.crc32(np.ascontiguousarray(vector), zlib.crc32(key))
