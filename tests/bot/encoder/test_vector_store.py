from __future__ import annotations

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from bot.encoder import vector_store
from bot.encoder.vector_file import ROW, VectorFile
from bot.encoder.vector_store import CachedEncoder

TEXTS = ["where is the hospital", "病院はどこですか", "أين المستشفى"]


class CountingEncoder:
    """Gives every text a vector of its own and notes what it was asked."""

    def __init__(self, digest: str = "0123456789abcdef") -> None:
        self.digest = digest
        self.asked: list[str] = []

    def encode(self, text: str) -> np.ndarray:
        self.asked.append(text)
        return np.random.default_rng(list(text.encode())).normal(size=384).astype(np.float32)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_training_text_is_encoded_once_for_all_trainings(tmp_path: Path) -> None:
    first, second = CountingEncoder(), CountingEncoder()
    vectors = CachedEncoder(first, tmp_path).encode_training([*TEXTS, TEXTS[0]])
    assert first.asked == TEXTS
    assert vectors.shape == (4, 384)
    assert np.array_equal(CachedEncoder(second, tmp_path).encode_training([*TEXTS, TEXTS[0]]), vectors)
    assert second.asked == []


def test_another_encoder_never_gets_these_vectors(tmp_path: Path) -> None:
    CachedEncoder(CountingEncoder(), tmp_path).encode_training(TEXTS)
    other = CountingEncoder("another digest")
    CachedEncoder(other, tmp_path).encode_training(TEXTS)
    assert other.asked == TEXTS


def test_texts_that_are_read_alike_share_a_vector(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    CachedEncoder(encoder, tmp_path).encode_training(["Café", "Cafe\u0301 "])
    assert encoder.asked == ["Café"]


def test_no_texts_give_no_rows_and_no_file(tmp_path: Path) -> None:
    assert CachedEncoder(CountingEncoder(), tmp_path).encode_training([]).shape == (0, 384)
    assert list(tmp_path.iterdir()) == []


def test_the_file_holds_no_text(tmp_path: Path) -> None:
    CachedEncoder(CountingEncoder(), tmp_path).encode_training(TEXTS)
    path = only_file(tmp_path)
    content = path.read_bytes() + path.name.encode()
    for word in (word for text in TEXTS for word in text.split()):
        assert not any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))


def test_a_message_is_remembered_in_memory_and_never_written(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    cached = CachedEncoder(encoder, tmp_path)
    assert np.array_equal(cached.encode(TEXTS[0]), cached.encode(TEXTS[0]))
    assert encoder.asked == [TEXTS[0]]
    assert list(tmp_path.iterdir()) == []
    cached.forget()
    cached.encode(TEXTS[0])
    assert encoder.asked == [TEXTS[0]] * 2


def test_only_the_latest_messages_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_store, "RECENT_TEXTS", 2)
    encoder = CountingEncoder()
    cached = CachedEncoder(encoder, tmp_path)
    for text in ["a", "b", "a", "c", "a", "b"]:
        cached.encode(text)
    assert encoder.asked == ["a", "b", "c", "b"]


def test_a_remembered_vector_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        CachedEncoder(CountingEncoder(), tmp_path).encode("a")[0] = 1


@pytest.mark.parametrize("left_over", [1, ROW.itemsize // 2, ROW.itemsize - 1])
def test_a_torn_write_costs_one_row_only(tmp_path: Path, left_over: int) -> None:
    vectors = CachedEncoder(CountingEncoder(), tmp_path).encode_training(TEXTS)
    path = only_file(tmp_path)
    path.write_bytes(path.read_bytes()[: 2 * ROW.itemsize + left_over])
    for asked in ([TEXTS[2]], []):
        encoder = CountingEncoder()
        assert np.array_equal(CachedEncoder(encoder, tmp_path).encode_training(TEXTS), vectors)
        assert encoder.asked == asked
    assert path.stat().st_size == 3 * ROW.itemsize


@pytest.mark.parametrize("at", [0, 18, 500])
def test_a_spoiled_row_is_encoded_again(tmp_path: Path, at: int) -> None:
    vectors = CachedEncoder(CountingEncoder(), tmp_path).encode_training(TEXTS)
    path = only_file(tmp_path)
    content = bytearray(path.read_bytes())
    content[ROW.itemsize + at] ^= 4
    path.write_bytes(content)
    encoder = CountingEncoder()
    assert np.array_equal(CachedEncoder(encoder, tmp_path).encode_training(TEXTS), vectors)
    assert encoder.asked == [TEXTS[1]]


def add_rows(path: Path, writer: int) -> None:
    for number in range(50):
        VectorFile(path).add({bytes([writer, number]) * 8: np.full(384, writer * 100 + number, np.float32)})


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_rows, args=(path, writer)) for writer in range(3)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    found = VectorFile(path).load()
    assert len(found) == 150
    assert all((vector == key[0] * 100 + key[1]).all() for key, vector in found.items())
