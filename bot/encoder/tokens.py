"""From a text to the numbers of its tokens: what the sentence encoder reads."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import sentencepiece

PREFIX = "query: "
BOS, PAD, EOS, UNKNOWN = 0, 1, 2, 3
TOKEN_LIMIT = 512
# No token is longer than 16 characters, so nothing behind this is read anyway; without it a huge text costs seconds.
CHARACTER_LIMIT = 16 * TOKEN_LIMIT
# Part of the encoder's digest: raise it when the same text may give other tokens (a test notices).
READING_VERSION = 1


def clean(text: str) -> str:
    """Return the text as it is read: composed characters, single spaces, nothing that is no character.

    >>> clean("  Cafe\\u0301\\n Tokyo ")
    'Café Tokyo'
    """
    readable = text[:CHARACTER_LIMIT].encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
    return " ".join(unicodedata.normalize("NFC", readable).split())


class Tokenizer:
    def __init__(self, path: Path) -> None:
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._nothing = self._pieces.encode(PREFIX)

    def ids(self, text: str) -> list[int]:
        """Return at most 512 token numbers with start and end; none at all if the text holds nothing to read."""
        found = self._pieces.encode(PREFIX + clean(text))
        if found == self._nothing:
            return []
        return [BOS, *found[: TOKEN_LIMIT - 2], EOS]
