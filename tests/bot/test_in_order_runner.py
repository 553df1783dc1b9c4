"""A model runs the same without Dask: the same understanding, the same next action, the same errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphRunError
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.in_order_runner import InOrderRunner


@pytest.fixture(scope="module")
def agent(small_model: Path) -> Agent:
    return Agent.load(str(small_model))


def quick(agent: Agent) -> InOrderRunner:
    return InOrderRunner.taking_over(agent.processor.graph_runner)


@pytest.mark.parametrize("text", ["I need a lawyer in Nagoya", "難民申請はどうやりますか", "?"])
def test_a_text_is_understood_as_dasks_runner_understands_it(agent: Agent, text: str) -> None:
    target = agent.processor.model_metadata.nlu_target
    asked = {"__message__": [UserMessage(text, metadata={"language": "en"})], "__tracker__": None}
    ours, theirs = (runner.run(asked, [target])[target][0] for runner in (quick(agent), agent.processor.graph_runner))
    assert ours.as_dict() == theirs.as_dict()


def test_the_next_action_is_the_one_that_dasks_runner_finds(agent: Agent) -> None:
    target = agent.processor.model_metadata.core_target
    tracker = DialogueStateTracker.from_events(
        "somebody", [ActionExecuted(ACTION_LISTEN_NAME), UserUttered(None, {"name": "greet", "confidence": 1.0})],
        slots=agent.domain.slots, domain=agent.domain,
    )  # fmt: skip
    ours, theirs = (
        runner.run({"__tracker__": tracker}, [target])[target]
        for runner in (quick(agent), agent.processor.graph_runner)
    )
    assert ours.probabilities == theirs.probabilities
    assert ours.policy_name == theirs.policy_name


def test_what_a_component_raises_comes_out_as_the_graphs_error(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = quick(agent)

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("rasa.engine.graph.GraphNode.__call__", fail)
    with pytest.raises(GraphRunError):
        runner.run({"__message__": [], "__tracker__": None}, [agent.processor.model_metadata.nlu_target])


def test_a_missing_input_is_told_and_not_guessed(agent: Agent) -> None:
    with pytest.raises(GraphRunError):
        quick(agent).run({}, [agent.processor.model_metadata.nlu_target])
