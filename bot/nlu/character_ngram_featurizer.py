"""Gives each message a sparse row of weighed character n-grams."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import fingerprint
from bot.nlu import character_ngrams, letter_clusters, quick_features
from bot.nlu.character_ngrams import CharacterNgrams
from bot.nlu.text_normalizer import FOLDED_TEXT, TextNormalizer

RARITY_FILE = "rarity.npy"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class CharacterNgramFeaturizer(SparseFeaturizer, GraphComponent):
    """A sparse feature a sentence, from its folded text."""

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        ngrams: CharacterNgrams | None = None,
    ) -> None:
        super().__init__(name, config)
        self._storage = model_storage
        self._resource = resource
        self._ngrams = ngrams

    @classmethod
    def required_components(cls) -> list[type]:
        return [TextNormalizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CharacterNgramFeaturizer:
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CharacterNgramFeaturizer:
        with model_storage.read_from(resource) as folder:
            ngrams = CharacterNgrams(np.load(folder / RARITY_FILE, allow_pickle=False))
        return cls(config, execution_context.node_name, model_storage, resource, ngrams)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return fingerprint.digest(character_ngrams, letter_clusters)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns how rare each n-gram is."""
        texts = [folded for m in training_data.training_examples if (folded := m.get(FOLDED_TEXT)) is not None]
        self._ngrams = CharacterNgrams.fit(texts)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / RARITY_FILE, self._ngrams.rarity)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._ngrams is None:
            raise RuntimeError("CharacterNgramFeaturizer.process before train or load")
        for message in messages:
            if (folded := message.get(FOLDED_TEXT)) is not None:
                quick_features.add_to(message, self._ngrams.matrix([folded]), self._identifier)
        return messages
