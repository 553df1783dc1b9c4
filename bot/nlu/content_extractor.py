"""ContentExtractor: the parent of extractors that look up words of `content/`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

FILE = "words.json"
Found = tuple[str, str, int, int]
"""An entity: type, value, where it starts and ends."""
E = TypeVar("E", bound="ContentExtractor")


class ContentExtractor(GraphComponent, EntityExtractorMixin, ABC):
    """Training puts the words into the model, so that they do not change under a running Rasa."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls: type[E],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> E:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[E],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> E:
        """The extractor with the words of its model."""
        loaded = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            loaded.take_up((folder / FILE).read_text("utf-8"))
        return loaded

    @staticmethod
    def required_packages() -> list[str]:
        return []  # ahocorasick's package has another name, and Rasa wants both names alike

    def train(self, training_data: TrainingData) -> Resource:
        words = self.read(training_data)
        self.take_up(words)
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(words, encoding="utf-8")
        return self._resource

    @abstractmethod
    def read(self, training_data: TrainingData) -> str:
        """The words as they lie in the model."""

    @abstractmethod
    def take_up(self, words: str) -> None:
        """From now on these words are looked for."""

    def add(self, message: Message, found: Sequence[Found]) -> None:
        """Puts entities beside those that the message has."""
        entities = [
            {
                ENTITY_ATTRIBUTE_TYPE: kind,
                ENTITY_ATTRIBUTE_VALUE: value,
                ENTITY_ATTRIBUTE_START: start,
                ENTITY_ATTRIBUTE_END: end,
                EXTRACTOR: self.name,
            }
            for kind, value, start, end in found
        ]
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
