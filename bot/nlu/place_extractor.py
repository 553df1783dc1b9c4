"""Finds the place a message is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import fingerprint
from bot.nlu import letter_clusters, place_names
from bot.nlu.place_names import Place, PlaceNames, read_places, the_place

PLACE = "place"
PLACE_SHARE = "place_share"
PLACES_FILE = "places.json"
PROJECT_FOLDER = Path(__file__).resolve().parents[2]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """At most one entity `place` a message; its value is a code (`JP-23`, `23100`), never the visitor's spelling."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, places: Sequence[Place] = ()
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._names = PlaceNames(places)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"places": "content/places/places.yml"}

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]  # ahocorasick's package has another name, and Rasa wants both names alike

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PlaceExtractor:
        with model_storage.read_from(resource) as folder:
            kept = json.loads((folder / PLACES_FILE).read_text(encoding="utf-8"))
        places = [Place(one["code"], one["prefecture"], tuple(one["names"])) for one in kept]
        return cls(config, model_storage, resource, places)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return fingerprint.digest(_places_file({**cls.get_default_config(), **config}), letter_clusters, place_names)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts the places into the model, so that it does not change under a running Rasa."""
        places = read_places(_places_file(self._config))
        self._names = PlaceNames(places)
        with self._storage.write_to(self._resource) as folder:
            kept = json.dumps([asdict(place) for place in places], ensure_ascii=False)
            (folder / PLACES_FILE).write_text(kept, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if not tokens:
                continue
            found = self._names.find([(token.start, token.text) for token in tokens])
            if about := the_place(found):
                entity = {
                    ENTITY_ATTRIBUTE_TYPE: PLACE,
                    ENTITY_ATTRIBUTE_VALUE: about.place.code,
                    ENTITY_ATTRIBUTE_START: about.start,
                    ENTITY_ATTRIBUTE_END: about.end,
                    EXTRACTOR: self.name,
                }
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
                named = sum(one.end - one.start for one in found)
                message.set(PLACE_SHARE, named / sum(len(token.text) for token in tokens))
        return messages


def _places_file(config: dict[str, Any]) -> Path:
    return PROJECT_FOLDER / config["places"]
