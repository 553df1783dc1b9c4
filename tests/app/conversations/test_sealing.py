"""Sealed for one visitor, unreadable for everybody else."""

from __future__ import annotations

import pytest

from app.conversations.sealing import Sealer, new_token

SEALER = Sealer(b"pepper")


def test_only_the_token_it_was_sealed_for_opens_a_reply() -> None:
    mine, theirs = new_token(), new_token()
    sealed = SEALER.seal(mine, b"an answer")
    assert SEALER.open(mine, sealed) == b"an answer"
    with pytest.raises(ValueError, match="not sealed for this token"):
        SEALER.open(theirs, sealed)
    with pytest.raises(ValueError, match="not sealed for this token"):
        Sealer(b"another installation").open(mine, sealed)


@pytest.mark.parametrize("position", [0, 5, 12, -1])
def test_a_changed_byte_is_noticed(position: int) -> None:
    token = new_token()
    sealed = bytearray(SEALER.seal(token, b"an answer"))
    sealed[position] ^= 1
    with pytest.raises(ValueError, match="not sealed"):
        SEALER.open(token, bytes(sealed))


def test_what_is_stored_tells_neither_token_nor_answer() -> None:
    token = new_token()
    assert token not in SEALER.conversation_id(token)
    assert b"an answer" not in SEALER.seal(token, b"an answer")
    assert SEALER.seal(token, b"same") != SEALER.seal(token, b"same")


def test_the_ids_of_one_conversation_cannot_be_matched_without_the_key() -> None:
    conversation = SEALER.conversation_id(new_token())
    assert len({conversation, SEALER.sender_id(conversation), SEALER.receipt(conversation)}) == 3


def test_a_token_has_256_bits() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000
    assert len(new_token()) >= 43
