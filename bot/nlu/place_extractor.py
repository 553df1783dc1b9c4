"""Finds the place a message is about."""

from __future__ import annotations

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
    INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import languages
from bot import fingerprint
from bot.nlu import letter_clusters, place_choice, place_index, place_list, place_names, place_spelling, place_typos
from bot.nlu.language_copier import LANGUAGE
from bot.nlu.place_choice import the_place
from bot.nlu.place_index import PlaceIndex
from bot.nlu.place_list import names_folder, read_places
from bot.nlu.place_names import PlaceNames

PLACE = "place"
PLACE_CANDIDATES = "place_candidates"
INFORM_PLACE = "inform_place"
PLACE_SHARE = "place_share"
PLACES_FILE = "places.json"
PROJECT_FOLDER = Path(__file__).resolve().parents[2]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """At most one entity a message, of codes only, never the visitor's spelling.

    `place` is one code (`JP-23`, `23100`) or `near`; `place_candidates` are the codes, with spaces between, of places
    that share the name.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        index: PlaceIndex = PlaceIndex(),  # noqa: B008 - nothing can change it
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._names = PlaceNames(index)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"places": "content/places/places.yml"}

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        return []  # ahocorasick's package has another name, and Rasa wants both names alike

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
            return cls(config, model_storage, resource, PlaceIndex.from_json((folder / PLACES_FILE).read_text("utf-8")))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        places = _places_file({**cls.get_default_config(), **config})
        code = (letter_clusters, place_choice, place_index, place_list, place_names, place_spelling, place_typos)
        return fingerprint.digest(places, names_folder(places), languages, *code)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts the places into the model, so that it does not change under a running Rasa."""
        index = PlaceIndex.of(read_places(_places_file(self._config)))
        self._names = PlaceNames(index.with_common(_common_words(PlaceNames(index), training_data)))
        with self._storage.write_to(self._resource) as folder:
            (folder / PLACES_FILE).write_text(self._names.index.to_json(), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if not tokens:
                continue
            found = self._names.find([(token.start, token.text) for token in tokens], message.get(LANGUAGE))
            if about := the_place(found):
                entity = {
                    ENTITY_ATTRIBUTE_TYPE: PLACE if len(about.codes) == 1 else PLACE_CANDIDATES,
                    ENTITY_ATTRIBUTE_VALUE: " ".join(about.codes),
                    ENTITY_ATTRIBUTE_START: about.start,
                    ENTITY_ATTRIBUTE_END: about.end,
                    EXTRACTOR: self.name,
                }
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
                named = sum(one.end - one.start for one in found)
                message.set(PLACE_SHARE, named / sum(len(token.text) for token in tokens))
        return messages


def _common_words(names: PlaceNames, training_data: TrainingData) -> tuple[str, ...]:
    """Words of people who name no place that would pass for a mistyped one ("komak": help, not Komaki)."""
    texts = (one.get(TEXT) for one in training_data.intent_examples if one.get(INTENT) != INFORM_PLACE)
    return tuple(sorted({word for text in texts if text for word in names.mistyped(text)}))


def _places_file(config: dict[str, Any]) -> Path:
    return PROJECT_FOLDER / config["places"]
