"""Gives each message the sentence encoder's vector."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder.vector_store import CachedEncoder, shared_encoder
from bot.nlu import quick_features

DIGEST_FILE = "encoder.json"


class EncoderChanged(Exception):
    """The model was trained with other vectors than this encoder gives."""

    def __init__(self) -> None:
        super().__init__("The sentence encoder is not the one this model was trained with. Train again: make train")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """A dense feature of 384 numbers a sentence; vectors of training texts stay on disk, a visitor's never do."""

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        encoder: CachedEncoder,
    ) -> None:
        super().__init__(name, config)
        self._storage = model_storage
        self._resource = resource
        self._encoder = encoder

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "sentencepiece"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        return cls(config, execution_context.node_name, model_storage, resource, shared_encoder())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoderFeaturizer:
        """The component with the same encoder as in training; raises EncoderChanged where it is another."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            if json.loads((folder / DIGEST_FILE).read_text()) != component._encoder.digest:
                raise EncoderChanged
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return shared_encoder().digest

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps which encoder it was: vectors of two encoders must never meet."""
        with self._storage.write_to(self._resource) as folder:
            (folder / DIGEST_FILE).write_text(json.dumps(self._encoder.digest))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get(TEXT) is not None]
        for message, vector in zip(
            messages, self._encoder.encode_training([m.get(TEXT) for m in messages]), strict=True
        ):
            self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (text := message.get(TEXT)) is not None:
                self._add(message, self._encoder.encode(text))
        return messages

    def _add(self, message: Message, vector: np.ndarray) -> None:
        quick_features.add_to(message, vector.reshape(1, -1), self._identifier)
