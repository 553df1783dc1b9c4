"""Finds the place a message is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import languages
from bot import fingerprint
from bot.encoder.folders import PROJECT_FOLDER
from bot.nlu import (
    content_extractor,
    letter_clusters,
    place_choice,
    place_index,
    place_list,
    place_names,
    place_spelling,
    place_typos,
)
from bot.nlu.content_extractor import ContentExtractor
from bot.nlu.language_copier import LANGUAGE
from bot.nlu.place_choice import the_place
from bot.nlu.place_index import PlaceIndex
from bot.nlu.place_list import names_folder, read_places
from bot.nlu.place_names import PlaceNames

PLACE = "place"
PLACE_CANDIDATES = "place_candidates"
INFORM_PLACE = "inform_place"
PLACE_SHARE = "place_share"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(ContentExtractor):
    """At most one entity a message, of codes only, never the visitor's spelling.

    `place` is one code (`JP-23`, `23100`) or `near`; `place_candidates` are the codes, with spaces between, of places
    that share the name.
    """

    _names = PlaceNames(PlaceIndex())

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"places": "content/places/places.yml"}

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        places = _places_file({**cls.get_default_config(), **config})
        lookup = (letter_clusters, place_choice, place_index, place_list, place_names, place_spelling, place_typos)
        return fingerprint.digest(places, names_folder(places), languages, content_extractor, *lookup)

    def read(self, training_data: TrainingData) -> str:
        index = PlaceIndex.of(read_places(_places_file(self._config)))
        return index.with_common(_common_words(PlaceNames(index), training_data)).to_json()

    def take_up(self, words: str) -> None:
        self._names = PlaceNames(PlaceIndex.from_json(words))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if not tokens:
                continue
            found = self._names.find([(token.start, token.text) for token in tokens], message.get(LANGUAGE))
            if about := the_place(found):
                kind = PLACE if len(about.codes) == 1 else PLACE_CANDIDATES
                self.add(message, [(kind, " ".join(about.codes), about.start, about.end)])
                named = sum(one.end - one.start for one in found)
                message.set(PLACE_SHARE, named / sum(len(token.text) for token in tokens))
        return messages


def _common_words(names: PlaceNames, training_data: TrainingData) -> tuple[str, ...]:
    """Words of people who name no place that would pass for a mistyped one ("komak": help, not Komaki)."""
    texts = (one.get(TEXT) for one in training_data.intent_examples if one.get(INTENT) != INFORM_PLACE)
    return tuple(sorted({word for text in texts if text for word in names.mistyped(text)}))


def _places_file(config: dict[str, Any]) -> Path:
    return PROJECT_FOLDER / config["places"]
