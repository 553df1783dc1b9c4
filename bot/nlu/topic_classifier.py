"""Names a message's intent and likeliest topics, with probabilities that mean what they say."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot import fingerprint
from bot.encoder.vector_store import shared_encoder
from bot.nlu import context, decision, linear_topics, question_space, second_reader, topic_output
from bot.nlu.character_ngram_featurizer import CharacterNgramFeaturizer
from bot.nlu.context import in_context
from bot.nlu.decision import DANGER, OFFER_TOPICS, Thresholds, decide
from bot.nlu.filter_extractor import FILTER_SHARE, ONLY, SPOKEN
from bot.nlu.language_copier import METADATA
from bot.nlu.linear_topics import COST, UNKNOWN, VECTOR_WEIGHT, LinearTopics
from bot.nlu.live_learner import LiveLearner
from bot.nlu.place_extractor import PLACE_SHARE
from bot.nlu.question_feed import QuestionFeed
from bot.nlu.question_space import QuestionSpace
from bot.nlu.second_reader import SecondReader
from bot.nlu.sentence_encoder_featurizer import SentenceEncoderFeaturizer
from bot.nlu.text_normalizer import FOLDED_TEXT

TOPICS_FILE, SPACE_FILE, SECOND_FILE = "topics.npz", "space.npz", "second.npz"
SECOND_OPINION = 0.35
AFTER, SEARCHING = "after", "searching"
"""What the gateway tells of the conversation: what was said last; `no` where no services were looked for."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Base intents for Rasa's rules, topics for answers; what is unsure is asked or offered, never guessed."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        topics: LinearTopics | None = None,
        second: SecondReader | None = None,
        live: LiveLearner | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._topics = topics
        self._second = second
        self._live = live
        self._thresholds = Thresholds(**{field.name: config[field.name] for field in fields(Thresholds)})

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        thresholds = {field.name: field.default for field in fields(Thresholds)}
        fitting = {"cost": COST, "vector_weight": VECTOR_WEIGHT, "unknown": UNKNOWN, "second_opinion": SECOND_OPINION}
        return fitting | thresholds

    @classmethod
    def required_components(cls) -> list[type]:
        # A PlaceExtractor before us helps, but Rasa cannot demand an extractor here: training runs without them.
        return [CharacterNgramFeaturizer, SentenceEncoderFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """The trained classifier; where the runner names a feed, it learns what is published as well."""
        with model_storage.read_from(resource) as folder:
            topics, space = LinearTopics.load(folder / TOPICS_FILE), QuestionSpace.load(folder / SPACE_FILE)
            second = SecondReader.load(folder / SECOND_FILE) if (folder / SECOND_FILE).exists() else None
        feed = QuestionFeed.from_environment()
        live = LiveLearner(space, shared_encoder().encode, feed) if feed else None
        return cls(config, model_storage, resource, topics, second, live)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return fingerprint.digest(context, decision, linear_topics, question_space, second_reader, topic_output)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits one line a label; `faq/<topic>` and `danger/<topic>` are labels of their own."""
        examples = [one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT)]
        features = [_features(example) for example in examples]
        vectors, labels = np.stack([vector for _, vector in features]), [one.get_full_intent() for one in examples]
        self._topics = LinearTopics.fit(
            vstack([ngrams for ngrams, _ in features], format="csr"),
            vectors,
            labels,
            cost=self._config["cost"],
            vector_weight=self._config["vector_weight"],
            unknown=self._config["unknown"],
        )
        self._second = SecondReader.fit(vectors, labels, danger=f"{DANGER}/")
        with self._storage.write_to(self._resource) as folder:
            self._topics.save(folder / TOPICS_FILE)
            if self._second:
                self._second.save(folder / SECOND_FILE)
            QuestionSpace.fit(vectors, labels).save(folder / SPACE_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT) is None:
                continue
            before = message.get(METADATA) or {}
            probabilities = in_context(self._probabilities(message), before.get(AFTER) or "")
            decided = decide(
                probabilities,
                self._thresholds,
                place_share=message.get(PLACE_SHARE, 0.0),
                filter_share=_filter_share(message),
                is_searching=before.get(SEARCHING) != "no",
            )
            intent = {INTENT_NAME_KEY: decided.intent, PREDICTED_CONFIDENCE_KEY: decided.confidence}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, topic_output.intent_ranking(intent, probabilities), add_to_output=True)
            message.set("topics", topic_output.topics(probabilities), add_to_output=True)
            message.set("response_selector", topic_output.response_selector(probabilities), add_to_output=True)
            message.set("decision", decided.kind.value, add_to_output=True)
        return messages

    def _probabilities(self, message: Message) -> dict[str, float]:
        """Likeliest first; empty where there is nothing to read."""
        if self._topics is None:
            raise RuntimeError("TopicClassifier.process before train or load")
        ngrams, vector = _features(message)
        if not ngrams.nnz and not vector.any():
            return {}
        values = self._topics.probabilities(ngrams, vector)
        found = dict(zip(self._topics.labels, values.tolist(), strict=True))
        # What fits no label is as little understood as what fits the lines that tell something and ask for nothing.
        found[OFFER_TOPICS] = found.get(OFFER_TOPICS, 0.0) + max(0.0, 1 - sum(found.values()))
        if self._second:
            found = _with_danger(found, self._second.danger(vector), self._config["second_opinion"])
        trained = dict(sorted(found.items(), key=lambda item: -item[1]))
        return self._live.joined(trained, vector, message.get(FOLDED_TEXT, "")) if self._live else trained


def _with_danger(found: dict[str, float], second: float, weight: float) -> dict[str, float]:
    """The same, with all dangers together as likely as both readers say."""
    first = sum(p for label, p in found.items() if label.startswith(f"{DANGER}/"))
    if not 0 < first < 1:
        return found
    danger = second_reader.both(first, second, weight)
    return {
        label: p * (danger / first if label.startswith(f"{DANGER}/") else (1 - danger) / (1 - first))
        for label, p in found.items()
    }


def _filter_share(message: Message) -> float | None:
    """Share of letters that narrow a list; None where there is no word that does, or names a language."""
    if any(entity.get(ENTITY_ATTRIBUTE_TYPE) in (ONLY, SPOKEN) for entity in message.get(ENTITIES, [])):
        return float(message.get(FILTER_SHARE, 0.0))
    return None


def _features(message: Message) -> tuple[csr_matrix, np.ndarray]:
    """The message's row of n-grams and its vector."""
    # Not by get_sparse_features, which copies both.
    by_kind = {feature.is_sparse(): feature.features for feature in message.features if feature.attribute == TEXT}
    return by_kind[True], by_kind[False][0]
