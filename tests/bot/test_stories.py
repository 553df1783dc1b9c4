"""The conversations of tests/journeys hold in Rasa alone, too: `rasa test core --e2e` of tests/stories has no fault."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.test import test as evaluate

from tests.bot.stories_of_journeys import FOLDER, loaded_agent, parser, stories
from tests.fixtures.journey_files import read_journeys


@pytest.fixture(scope="module")
def agent() -> Agent:
    return loaded_agent()


def test_the_stories_are_those_of_the_journeys(agent: Agent) -> None:
    derived = asyncio.run(stories(read_journeys(), parser(agent)))
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("test_*.yml")}
    assert derived == written, "run `python -m tests.bot.stories_of_journeys` in Rasa's room"


def test_every_word_is_understood_and_every_action_chosen_as_written(agent: Agent, tmp_path: Path) -> None:
    asyncio.run(evaluate(str(FOLDER), agent, out_directory=str(tmp_path), e2e=True, errors=True, disable_plotting=True))
    failed = (tmp_path / "failed_test_stories.yml").read_text("utf-8")
    assert failed.startswith("# None of the test stories failed"), failed


def test_there_are_ten_stories_in_each_language_and_twenty_more() -> None:
    assert sum(path.read_text("utf-8").count("- story:") for path in FOLDER.glob("test_*.yml")) >= 80
