"""Remembers vectors: those of training texts on disk, those of the last messages in memory."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np

from bot.encoder import VECTOR_LENGTH
from bot.encoder.folders import encoder_folder, vectors_folder
from bot.encoder.sentence_encoder import SentenceEncoder, complete_metadata
from bot.encoder.tokens import clean
from bot.encoder.vector_file import KEY_BYTES, VectorFile

RECENT_TEXTS = 512
TEXTS_A_WRITE = 256
WORKERS = 2


class Encoder(Protocol):
    digest: str

    def encode(self, text: str) -> np.ndarray: ...


class CachedEncoder:
    """An encoder that computes no vector twice. What a visitor wrote never reaches the disk, not even as a vector."""

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self._encoder = encoder
        self.digest = encoder.digest
        self._file = VectorFile((folder or vectors_folder()) / f"{encoder.digest}.vectors")
        self._recent: OrderedDict[bytes, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> np.ndarray:
        """Return the vector of a message, read-only; kept in memory until 512 other messages have come."""
        key = self._key(text)
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        vector = self._encoder.encode(text)
        vector.setflags(write=False)
        with self._lock:
            self._recent[key] = vector
            if len(self._recent) > RECENT_TEXTS:
                self._recent.popitem(last=False)
        return vector

    def encode_training(self, texts: Iterable[str]) -> np.ndarray:
        """Return a row a text. For texts of the training data only: their vectors stay on disk, under a hash each."""
        texts = list(texts)
        keys = [self._key(text) for text in texts]
        known = self._file.load()
        missing: dict[bytes, str] = {}
        for key, text in zip(keys, texts, strict=True):
            if key not in known:
                missing.setdefault(key, text)
        with ThreadPoolExecutor(WORKERS) as threads:  # the runtime works outside the interpreter's lock
            for start in range(0, len(missing), TEXTS_A_WRITE):
                some = dict(islice(missing.items(), start, start + TEXTS_A_WRITE))
                fresh = dict(zip(some, threads.map(self._encoder.encode, some.values()), strict=True))
                self._file.add(fresh)
                known |= fresh
        return np.array([known[key] for key in keys], np.float32).reshape(len(texts), VECTOR_LENGTH)

    def forget(self) -> None:
        """Drop what is remembered of messages."""
        with self._lock:
            self._recent.clear()

    def _key(self, text: str) -> bytes:
        """Return a hash that says nothing to who does not know the text, and joins texts that are read alike."""
        return hashlib.blake2b(clean(text).encode(), digest_size=KEY_BYTES, key=self.digest.encode()[:64]).digest()


def shared_encoder() -> CachedEncoder:
    """The built encoder, opened once a process: another one would need its memory again."""
    folder = encoder_folder()
    return _opened(folder, vectors_folder(), complete_metadata(folder)["digest"])


@lru_cache(maxsize=1)
def _opened(folder: Path, vectors: Path, _built: str) -> CachedEncoder:
    return CachedEncoder(SentenceEncoder.open(folder), vectors)
