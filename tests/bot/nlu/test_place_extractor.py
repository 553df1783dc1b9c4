from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import place_extractor
from bot.nlu.place_extractor import PlaceExtractor
from tests.bot.nlu.places import TOKENIZER

Storage = tuple[LocalModelStorage, Resource, ExecutionContext]
CONFIG = PlaceExtractor.get_default_config()


def found(extractor: PlaceExtractor, text: str, language: str = "en") -> list[tuple[str, str]]:
    message = Message({TEXT: text, "language": language})
    extractor.process(TOKENIZER.process([message]))
    return [(entity["entity"], entity["value"]) for entity in message.get(ENTITIES, [])]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("lawyer in Nagoya", "place", "23100"),
        ("doctor near me", "place", "near"),
        ("I live in Fuchu", "place_candidates", "13206 34208"),
    ],
)
def test_one_code_near_or_the_codes_to_ask_between_are_given(
    storage: Storage, text: str, entity: str, value: str
) -> None:
    PlaceExtractor.create(CONFIG, *storage).train(TrainingData())
    assert found(PlaceExtractor.load(CONFIG, *storage), text) == [(entity, value)]


def test_a_word_of_the_training_data_is_no_mistyped_place_unless_it_informs_of_one(storage: Storage) -> None:
    lines = [("yokohoma is my dog", "greet"), ("hiroshma", "inform_place")]
    trained = [Message({TEXT: text, INTENT: intent}) for text, intent in lines]
    PlaceExtractor.create(CONFIG, *storage).train(TrainingData(trained))
    extractor = PlaceExtractor.load(CONFIG, *storage)
    assert found(extractor, "yokohoma") == []
    assert found(extractor, "hiroshma") == [("place", "JP-34")]


@pytest.mark.parametrize("text", ["\u200b", "a \u00ad b", "\ufeff\u2060", "ー", "0" * 50, "ﷺ" * 40])
def test_odd_texts_name_no_place(storage: Storage, text: str) -> None:
    PlaceExtractor.create(CONFIG, *storage).train(TrainingData())
    assert found(PlaceExtractor.load(CONFIG, *storage), text) == []


def test_a_changed_name_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "places.yml").write_text("{}")
    (tmp_path / "names" / "en.yml").write_text("names: {}")
    monkeypatch.setattr(place_extractor, "PROJECT_FOLDER", tmp_path)
    before = PlaceExtractor.fingerprint_addon({"places": "places.yml"})
    (tmp_path / "names" / "en.yml").write_text("names: {JP-13: [Tokyo]}")
    assert PlaceExtractor.fingerprint_addon({"places": "places.yml"}) != before
