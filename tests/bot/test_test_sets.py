"""In Rasa's room nothing of the test sets is learned, nor kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.data import get_data_files, is_nlu_file

from bot.encoder import folders
from bot.encoder.vector_file import ROW
from bot.encoder.vector_store import CachedEncoder
from evaluation.in_rasa_room.near_copies import near_copies
from evaluation.in_rasa_room.nearest import nearest

TEST_SETS = folders.PROJECT_FOLDER / "tests/nlu"


class PlainEncoder:
    """Two texts with one first letter have one direction."""

    digest = "0123456789abcdef"

    def encode(self, text: str) -> np.ndarray:
        return np.eye(384, dtype=np.float32)[ord(text[0]) % 384]


def test_rasa_takes_no_test_set_for_training_data_or_test_stories() -> None:
    assert list(TEST_SETS.glob("*.yml"))
    assert [path for path in TEST_SETS.glob("*.yml") if is_nlu_file(str(path))] == []
    assert get_data_files([str(TEST_SETS)], YAMLStoryReader.is_test_stories_file) == []
    assert get_data_files([str(TEST_SETS)], YAMLStoryReader.is_stories_file) == []


def test_a_test_text_is_compared_with_its_own_intent_and_no_vector_of_it_joins_the_training_s(tmp_path: Path) -> None:
    taught, asked = (CachedEncoder(PlainEncoder(), tmp_path / name) for name in ("taught", "asked"))
    training = [{"text": "a", "intent": "faq/food"}, {"text": "b", "intent": "faq/clothing"}]
    test = [{"text": f"a{n}", "intent": intent} for n, intent in enumerate(("faq/food", "faq/clothing", "faq/job"))]
    assert nearest(taught, asked, test, training) == [1.0, 0.0, -1.0]
    (kept,) = (tmp_path / "taught").iterdir()
    assert kept.stat().st_size == len(training) * ROW.itemsize


def test_only_texts_of_one_topic_in_two_languages_are_near_copies(tmp_path: Path) -> None:
    said = [("en", "faq/food", "a"), ("en", "faq/food", "ab"), ("fr", "faq/food", "ac"), ("fr", "faq/job", "ad")]
    training = [{"language": language, "intent": intent, "text": text} for language, intent, text in said]
    found = near_copies(CachedEncoder(PlainEncoder(), tmp_path), training, above=0.9)
    assert [pair["rows"] for pair in found] == [[0, 2], [1, 2]]
