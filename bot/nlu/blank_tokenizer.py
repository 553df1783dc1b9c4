"""Cuts a message into words by spaCy's rules for its language; where no spaces are written, into syllables."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

import languages
from bot import fingerprint
from bot.nlu import letter_clusters
from bot.nlu.language_copier import LANGUAGE, LanguageCopier
from bot.nlu.letter_clusters import UNSPACED, clusters

MULTI_LANGUAGE = "xx"
# spaCy needs 1 to 3 seconds to read its French and Indonesian rules; the first visitor would wait for nothing we use.
SPACY_CODES = {"fil": "tl", "fr": MULTI_LANGUAGE, "id": MULTI_LANGUAGE}
MOST_PIPELINES = 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankTokenizer(Tokenizer):
    """Tokens with their places in the original text."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._pipelines: OrderedDict[str, Language] = OrderedDict()

    @classmethod
    def required_components(cls) -> list[type]:
        return [LanguageCopier]

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return f"{fingerprint.digest(languages, letter_clusters)} spacy {spacy.__version__}"

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one of the message's texts."""
        text = message.get(attribute)
        pipeline = self._pipeline(message.get(LANGUAGE))
        tokens: list[Token] = []
        with pipeline.memory_zone():  # else spaCy would remember every word a visitor ever wrote
            words = [(word.idx, word.text) for word in pipeline.make_doc(text) if not word.is_space]
        for start, word in words:
            if UNSPACED.search(word):
                tokens += (Token(piece, start + offset) for offset, piece in clusters(word))
            else:
                tokens.append(Token(word, start))
        return self._apply_token_pattern(tokens)

    def _pipeline(self, tag: str | None) -> Language:
        """spaCy's pipeline for a language, kept with the five others used last."""
        code = _spacy_code(tag)
        if code not in self._pipelines:
            self._pipelines[code] = _blank(code)
            if len(self._pipelines) > MOST_PIPELINES:
                self._pipelines.popitem(last=False)
        self._pipelines.move_to_end(code)
        return self._pipelines[code]


def _spacy_code(tag: str | None) -> str:
    # Where no spaces are written, our own clusters do the work of spaCy's large dictionaries.
    if tag not in languages.TAGS or not languages.get(tag).spaced:
        return MULTI_LANGUAGE
    return SPACY_CODES.get(tag, tag.split("-")[0])


def _blank(code: str) -> Language:
    try:
        return spacy.blank(code)
    except (ImportError, OSError):  # spaCy does not know it, or wants a dictionary that is not installed
        return spacy.blank(MULTI_LANGUAGE)
