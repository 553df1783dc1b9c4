from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

Parse = Callable[[str, str], dict[str, Any]]
Talk = Callable[..., list[str]]


class RecordedActions(EndpointConfig):
    """Stands for the action server: each action says its own name."""

    async def request(self, *args: Any, **options: Any) -> dict[str, Any]:
        return {"events": [], "responses": [{"text": options["json"]["next_action"]}]}


@pytest.fixture(scope="session")
def agent(small_model: Path) -> Agent:
    configure_structlog(logging.ERROR)
    return Agent.load(str(small_model), action_endpoint=RecordedActions("http://actions.invalid"))


@pytest.fixture(scope="session")
def parse(agent: Agent) -> Parse:
    """What Rasa makes of a text in a language."""

    def parsed(text: str, language: str) -> dict[str, Any]:
        message = UserMessage(text, metadata={"language": language})
        return asyncio.run(agent.processor.parse_message(message))

    return parsed


@pytest.fixture
def storage(tmp_path: Path) -> tuple[LocalModelStorage, Resource, ExecutionContext]:
    """The three things Rasa hands to each component."""
    return LocalModelStorage(tmp_path), Resource("component"), ExecutionContext(GraphSchema({}), node_name="component")


@pytest.fixture
def message() -> Callable[..., Message]:
    """Makes a message; without text it is a step of a story."""
    return lambda text=None, **data: Message({**({} if text is None else {TEXT: text}), **data})
