"""A second reader has a say in whether a message tells of a danger."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.second_reader import SecondReader, both

LABELS = ["danger/a", "danger/b", "faq/a", "faq/b"]


def examples(labels: list[str]) -> tuple[np.ndarray, list[str]]:
    """Sixty vectors of length 1 a label, around a corner of the cube each."""
    chance = np.random.default_rng(0)
    vectors = np.vstack([np.eye(8)[n] + chance.normal(0, 0.1, (60, 8)) for n in range(len(labels))])
    return vectors.astype(np.float32), [label for label in labels for _ in range(60)]


@pytest.mark.parametrize("labels", [LABELS, ["danger/a", "faq/a"], ["a/a", "danger/a"]])
def test_it_tells_dangers_from_all_else_and_says_the_same_after_loading(labels: list[str], tmp_path: Path) -> None:
    vectors, of = examples(labels)
    reader = SecondReader.fit(vectors, of, danger="danger/")
    assert reader is not None
    reader.save(tmp_path / "second.npz")
    loaded = SecondReader.load(tmp_path / "second.npz")
    said = np.array([loaded.danger(vector) for vector in vectors])
    assert said.tolist() == [reader.danger(vector) for vector in vectors]
    is_danger = np.char.startswith(of, "danger/")
    assert said[is_danger].min() > said[~is_danger].max()
    assert ((said >= 0) & (said <= 1)).all()


@pytest.mark.parametrize("labels", [["faq/a", "faq/b"], ["danger/a", "danger/b"]])
def test_without_two_sides_there_is_nothing_to_say(labels: list[str]) -> None:
    assert SecondReader.fit(*examples(labels), danger="danger/") is None


def test_the_same_training_gives_the_same_reader() -> None:
    one, other = (SecondReader.fit(*examples(LABELS), danger="danger/") for _ in range(2))
    assert (
        one
        and other
        and all(np.array_equal(a, b) for a, b in zip(vars(one).values(), vars(other).values(), strict=True))
    )


@pytest.mark.parametrize("first", [0.01, 0.2, 0.9])
def test_where_both_agree_nothing_changes_and_no_weight_is_no_say(first: float) -> None:
    assert both(first, first, 0.25) == pytest.approx(first)
    assert both(first, 0.999, 0.0) == pytest.approx(first)
    assert both(first, 0.999, 0.25) > first > both(first, 0.001, 0.25)


def test_certainty_is_never_complete() -> None:
    assert 0 < both(0.0, 0.0, 1.0) < both(1.0, 1.0, 1.0) < 1
