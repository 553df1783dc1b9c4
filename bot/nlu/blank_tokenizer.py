"""Cuts a message into words by spaCy's rules for its language; where no spaces are written, into syllables."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy import util
from spacy.tokenizer import Tokenizer as WordSplitter
from spacy.vocab import Vocab

import languages
from bot import fingerprint
from bot.nlu import letter_clusters
from bot.nlu.language_copier import LANGUAGE, LanguageCopier
from bot.nlu.letter_clusters import UNSPACED, clusters

MULTI_LANGUAGE = "xx"
# spaCy needs 1 to 3 seconds to read its French and Indonesian rules; the first visitor would wait for nothing we use.
SPACY_CODES = {"fil": "tl", "fr": MULTI_LANGUAGE, "id": MULTI_LANGUAGE}
MOST_SPLITTERS = 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BlankTokenizer(Tokenizer):
    """Tokens with their places in the original text."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._splitters: OrderedDict[str, WordSplitter] = OrderedDict()

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
        splitter = self._splitter(message.get(LANGUAGE))
        tokens: list[Token] = []
        with splitter.vocab.memory_zone():  # else spaCy would remember every word a visitor ever wrote
            words = [(word.idx, word.text) for word in splitter(text) if not word.text.isspace()]
        for start, word in words:
            if UNSPACED.search(word):
                tokens += (Token(piece, start + offset) for offset, piece in clusters(word))
            else:
                tokens.append(Token(word, start))
        return self._apply_token_pattern(tokens)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same data: none of our components learns from words, and cutting all texts would take a minute."""
        return training_data

    def _splitter(self, tag: str | None) -> WordSplitter:
        """spaCy's rules for a language, kept with the five others used last."""
        code = _spacy_code(tag)
        if code not in self._splitters:
            self._splitters[code] = _splitter_of(code)
            if len(self._splitters) > MOST_SPLITTERS:
                self._splitters.popitem(last=False)
        self._splitters.move_to_end(code)
        return self._splitters[code]


def _spacy_code(tag: str | None) -> str:
    # Where no spaces are written, our own clusters do the work of spaCy's large dictionaries.
    if tag not in languages.TAGS or not languages.get(tag).spaced:
        return MULTI_LANGUAGE
    return SPACY_CODES.get(tag, tag.split("-")[0])


def _splitter_of(code: str) -> WordSplitter:
    try:
        rules = util.get_lang_class(code).Defaults
    except ImportError:  # spaCy does not know it
        rules = util.get_lang_class(MULTI_LANGUAGE).Defaults
    # What `spacy.blank` makes takes four times as long: most of it is not the tokenizer.
    return WordSplitter(
        Vocab(),
        rules=rules.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(rules.prefixes).search,
        suffix_search=util.compile_suffix_regex(rules.suffixes).search,
        infix_finditer=util.compile_infix_regex(rules.infixes).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
