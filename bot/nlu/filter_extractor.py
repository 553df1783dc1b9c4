"""Finds what a visitor narrows a list of services to, and which language is spoken of."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import languages
from bot import fingerprint
from bot.encoder.folders import PROJECT_FOLDER
from bot.nlu import content_extractor, filter_words, letter_clusters
from bot.nlu.content_extractor import ContentExtractor, Found
from bot.nlu.filter_words import NOT, FilterWords, read_filter_words
from bot.nlu.language_copier import LANGUAGE
from bot.nlu.text_normalizer import FOLDED_TEXT, TextNormalizer

ONLY, SPOKEN = "only", "language"
FILTER_SHARE = "filter_share"
"""Share of a message's letters that are words of a filter other than a language; absent where it has none."""
_LANGUAGE = "lang:"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FilterExtractor(ContentExtractor):
    """`only`: `phone`, `free`, `women`, `open`, `on:SA`; `language`: the tag of each language named. Codes only."""

    _words = FilterWords({})

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"words": "content/filters"}

    @classmethod
    def required_components(cls) -> list[type]:
        return [TextNormalizer]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        folder = PROJECT_FOLDER / {**cls.get_default_config(), **config}["words"]
        return fingerprint.digest(folder, languages, content_extractor, filter_words, letter_clusters)

    def read(self, training_data: TrainingData) -> str:
        return json.dumps(read_filter_words(PROJECT_FOLDER / self._config["words"]), ensure_ascii=False)

    def take_up(self, words: str) -> None:
        self._words = FilterWords(json.loads(words))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            folded = message.get(FOLDED_TEXT)
            if not folded or not (found := without_refused(self._words.find(folded, message.get(LANGUAGE)))):
                continue
            self.add(message, [_entity(*one) for one in found])
            covered = sum(_letters(folded[s:e]) for value, s, e in found if not value.startswith(_LANGUAGE))
            message.set(FILTER_SHARE, covered / _letters(folded))
        return messages


def without_refused(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """What was found, without the language next to each "I do not speak": nobody wishes for that one."""
    left = [one for one in found if one[0] != NOT]
    for _, start, end in [one for one in found if one[0] == NOT]:
        spoken = [one for one in left if one[0].startswith(_LANGUAGE)]
        if spoken:
            left.remove(min(spoken, key=lambda one: max(one[1] - end, start - one[2])))
    return left


def _entity(value: str, start: int, end: int) -> Found:
    kind = SPOKEN if value.startswith(_LANGUAGE) else ONLY
    return kind, value.removeprefix(_LANGUAGE), start, end


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
