from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder.vector_store import CachedEncoder
from bot.nlu.blank_tokenizer import MOST_SPLITTERS, BlankTokenizer
from bot.nlu.character_ngram_featurizer import CharacterNgramFeaturizer
from bot.nlu.language_copier import LANGUAGE, LanguageCopier
from bot.nlu.place_extractor import PLACE_SHARE, PlaceExtractor
from bot.nlu.sentence_encoder_featurizer import EncoderChanged, SentenceEncoderFeaturizer
from bot.nlu.text_normalizer import FOLDED_TEXT, TextNormalizer
from bot.nlu.topic_classifier import TopicClassifier

Storage = tuple[LocalModelStorage, Resource, ExecutionContext]
MakeMessage = Callable[..., Message]


class LetterEncoder:
    """Counts letters, where a real encoder would read."""

    digest = "letters"

    def encode(self, text: str) -> np.ndarray:
        vector = np.zeros(384, np.float32)
        for letter in text:
            vector[ord(letter) % 384] += 1
        return vector


@pytest.mark.parametrize(
    ("typed", "folded"), [("Ｔｏｋｙｏ　３", "tokyo 3"), ("٣ أولاد", "3 اولاد"), ("", ""), ("e\u0301te\u0301", "été")]
)
def test_the_normalizer_folds_beside_the_typed_text(message: MakeMessage, typed: str, folded: str) -> None:
    (normalized,) = TextNormalizer().process([message(typed)])
    assert (normalized.get(TEXT), normalized.get(FOLDED_TEXT)) == (typed, folded)


@pytest.mark.parametrize(
    ("metadata", "language"), [({"language": "prs"}, "prs"), ({}, "fa"), (None, "fa"), ({"language": None}, "fa")]
)
def test_the_gateways_language_holds_and_else_the_text_tells(
    message: MakeMessage, metadata: dict[str, Any] | None, language: str
) -> None:
    (copied,) = LanguageCopier().process([message("من وکیل می‌خواهم چون پول ندارم", metadata=metadata)])
    assert copied.get(LANGUAGE) == language
    assert copied.as_dict(only_output_properties=True)[LANGUAGE] == language


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "I can't pay.", ["I", "ca", "n't", "pay", "."]),
        ("fr", "un avocat, svp", ["un", "avocat", ",", "svp"]),
        ("ar", "أين المحامي؟", ["أين", "المحامي", "؟"]),
        ("ja", "東京 です", ["東", "京", "で", "す"]),
        ("my", "တိုကျိုမှာ", ["တို", "ကျို", "မှာ"]),
        ("en", "ask 弁護士", ["ask", "弁", "護", "士"]),
        ("so", "waan rabaa", ["waan", "rabaa"]),
        (None, "??", ["?", "?"]),
        ("en", "   ", []),
    ],
)
def test_tokens_stand_where_they_stand_in_the_text(
    message: MakeMessage, language: str | None, text: str, tokens: list[str]
) -> None:
    found = BlankTokenizer(BlankTokenizer.get_default_config()).tokenize(message(text, language=language), TEXT)
    assert [token.text for token in found] == tokens
    assert [text[token.start : token.end] for token in found] == tokens


def test_few_splitters_are_kept(message: MakeMessage) -> None:
    tokenizer = BlankTokenizer(BlankTokenizer.get_default_config())
    for language in ("ar", "en", "fa", "fr", "es", "pt", "ru", "hi", "am"):
        tokenizer._splitter(language)
    assert len(tokenizer._splitters) <= MOST_SPLITTERS


def letter_featurizer(storage: Storage) -> SentenceEncoderFeaturizer:
    model_storage, resource, context = storage
    encoder = CachedEncoder(LetterEncoder(), model_storage._storage_path)
    config = SentenceEncoderFeaturizer.get_default_config()
    return SentenceEncoderFeaturizer(config, context.node_name, model_storage, resource, encoder)


def test_a_model_refuses_another_encoder(storage: Storage) -> None:
    model_storage, resource, context = storage
    letter_featurizer(storage).train(TrainingData())
    with pytest.raises(EncoderChanged):
        SentenceEncoderFeaturizer.load(SentenceEncoderFeaturizer.get_default_config(), model_storage, resource, context)


def test_ngrams_weigh_the_same_after_loading(storage: Storage, message: MakeMessage) -> None:
    config = CharacterNgramFeaturizer.get_default_config()
    trained = CharacterNgramFeaturizer.create(config, *storage)
    trained.train(TrainingData([message("a", folded_text="lawyer"), message("b", folded_text="doctor"), message()]))
    loaded = CharacterNgramFeaturizer.load(config, *storage)
    rows = [
        component.process([message("x", folded_text="a lawyer")])[0].features[0].features
        for component in (trained, loaded)
    ]
    assert (rows[0] != rows[1]).nnz == 0
    assert np.linalg.norm(rows[0].data) == pytest.approx(1, abs=1e-5)


def test_the_extractor_gives_one_code_and_never_the_words(storage: Storage, message: MakeMessage) -> None:
    config = PlaceExtractor.get_default_config()
    PlaceExtractor.create(config, *storage).train(TrainingData())
    extractor = PlaceExtractor.load(config, *storage)
    tokenizer = BlankTokenizer(BlankTokenizer.get_default_config())
    asked, empty, step = messages = tokenizer.process([message("Saitama, Kawaguchi"), message(""), message()])
    extractor.process(messages)
    entity = {"entity": "place", "value": "11203", "start": 9, "end": 18, "extractor": "PlaceExtractor"}
    assert asked.get(ENTITIES) == [entity]
    assert asked.get(PLACE_SHARE) > 0.9
    assert not empty.get(ENTITIES)
    assert not step.get(ENTITIES)


def test_the_classifier_learns_topics_and_says_the_same_after_loading(storage: Storage, message: MakeMessage) -> None:
    normalizer, vectors = TextNormalizer(), letter_featurizer(storage)
    ngrams = CharacterNgramFeaturizer.create(CharacterNgramFeaturizer.get_default_config(), *storage)
    said = {"faq/find_lawyer": "need a lawyer", "faq/find_doctor": "doctor for my child", "greet": "hello"}
    examples = [
        message(f"{text} {n}", intent=label.partition("/")[0], intent_response_key=label if "/" in label else None)
        for label, text in said.items()
        for n in range(6)
    ]
    data = TrainingData([*examples, message()])
    normalizer.process_training_data(data)
    ngrams.train(data)
    vectors.process_training_data(ngrams.process_training_data(data))
    model_storage, _, context = storage
    place = (model_storage, Resource("topics"), context)
    config = TopicClassifier.get_default_config()
    trained = TopicClassifier.create(config, *place)
    trained.train(data)
    results = []
    for classifier in (trained, TopicClassifier.load(config, *place)):
        asked, nothing, step = normalizer.process([message("a lawyer"), message(""), message()])
        classifier.process(vectors.process(ngrams.process([asked, nothing, step])))
        results.append(asked.as_dict(only_output_properties=True))
        assert nothing.get(INTENT)["name"] == "nlu_fallback"
        assert step.get(INTENT) is None
    assert results[0] == results[1]
    assert [topic["id"] for topic in results[0]["topics"]] == ["find_lawyer", "find_doctor"]
    assert results[0]["response_selector"]["faq"]["response"]["intent_response_key"] == "faq/find_lawyer"


@pytest.mark.parametrize(
    "component", [TextNormalizer(), LanguageCopier(), BlankTokenizer(BlankTokenizer.get_default_config())]
)
def test_messages_without_text_pass_untouched(component: Any, message: MakeMessage) -> None:
    step = message(action_name="action_listen")
    component.process([step])
    component.process_training_data(TrainingData([step]))
    assert step.get(TEXT) is None
    assert step.get(TOKENS_NAMES[TEXT]) is None
