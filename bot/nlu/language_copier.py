"""Says in which language a message is written, as the gateway decided."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import languages
from bot import fingerprint

LANGUAGE = "language"
METADATA = "metadata"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LanguageCopier(GraphComponent):
    """Copies the language tag from a message's metadata; where none came along, the text itself must tell."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageCopier:
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return fingerprint.digest(languages)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (text := message.get(TEXT)) is not None:
                decided = (message.get(METADATA) or {}).get(LANGUAGE)
                message.set(LANGUAGE, decided or languages.identify(text).language, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same: nothing is learned from the language of an example."""
        return training_data
