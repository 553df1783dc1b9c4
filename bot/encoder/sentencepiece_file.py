"""Writes the tokenizer as a SentencePiece file.

SentencePiece's own protobuf classes need a newer protobuf than Rasa allows, and the few fields are quickly written by
hand. A field is its number and wire type, then the value; later fields are added to earlier ones of the same message.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

import sentencepiece

from bot.encoder.tokens import BOS, EOS, PAD, UNKNOWN
from bot.encoder.weights import Vocabulary

UNKNOWN_KIND, CONTROL_KIND = 2, 3
WARNINGS_ONLY = 2


def sentencepiece_file(vocabulary: Vocabulary) -> bytes:
    """Return a file that SentencePiece opens, whose ids are the model's own."""
    pieces = (
        _message(1, _piece(index, piece, float(score)))
        for index, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    )
    unigram = _number(3, 1)
    trainer = unigram + _number(40, UNKNOWN) + _number(41, BOS) + _number(42, EOS) + _number(43, PAD)
    return b"".join(pieces) + _message(2, trainer) + _message(3, vocabulary.normalizer)


def normalizer_from_map(mapping: Iterable[tuple[str, str]]) -> bytes:
    """Return SentencePiece's NormalizerSpec for a table of characters and what to read instead of them."""
    sentencepiece.set_min_log_level(WARNINGS_ONLY)
    normalizer = sentencepiece.SentencePieceNormalizer(norm_map=list(mapping))
    return normalizer.serialized_normalizer_spec() + _spaces()


def normalizer_from_charsmap(charsmap: bytes) -> bytes:
    """Return SentencePiece's NormalizerSpec for a table that SentencePiece compiled before."""
    return _message(2, charsmap) + _spaces()


def _spaces() -> bytes:
    add_leading, remove_extra, show_as_underscore = 3, 4, 5
    return _number(add_leading, 1) + _number(remove_extra, 1) + _number(show_as_underscore, 1)


def _piece(index: int, piece: str, score: float) -> bytes:
    content = _message(1, piece.encode()) + _key(2, 5) + struct.pack("<f", score)
    if index == UNKNOWN:
        return content + _number(3, UNKNOWN_KIND)
    # A control piece is never found in text: this keeps a typed "</s>" from ending the sentence.
    if index in (BOS, PAD, EOS) or piece == "<mask>":
        return content + _number(3, CONTROL_KIND)
    return content


def _key(field: int, wire_type: int) -> bytes:
    return _varint(field << 3 | wire_type)


def _number(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value)


def _message(field: int, content: bytes) -> bytes:
    return _key(field, 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    groups = []
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes([*groups, number])
