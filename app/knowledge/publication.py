"""A file with a topic's texts and ways of asking, as staff hand it in, judged before anything is stored."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

import languages
from app.knowledge.vocabulary import SOURCE_LANGUAGE, Category, Sensitivity, Situation, TextState
from app.knowledge.yaml_files import parse_yaml

MOST_LETTERS = 300
_UNWANTED = re.compile(r"https?://|www\.|<[a-z/!]|\]\(", re.I)

Group = Literal[
    "protection", "application", "interview", "status", "decision", "legal", "money", "housing", "medical", "work",
    "education", "life", "danger", "assistant",
]  # fmt: skip
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Something is written there."""
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=MOST_LETTERS, pattern=r"^.+$")]
"""One line as a visitor would type it."""


class PublicationRefused(Exception):
    """Why something is not published; the sentence is for staff."""


class TextIn(BaseModel):
    """A topic's own question and answer in one language."""

    model_config = ConfigDict(extra="forbid")

    question: Asked
    answer: Words | None = None
    simpler: Words | None = None
    conditions: dict[Situation, Words] = {}
    state: TextState | None = None

    @field_validator("answer", "simpler")
    @classmethod
    def _plain(cls, text: str | None) -> str | None:
        if text and (found := _UNWANTED.search(text)):
            raise ValueError(f"links and HTML have no place in an answer: {found[0]!r}")
        return text


class Publication(BaseModel):
    """One topic, new or known, and the questions that shall lead to it."""

    model_config = ConfigDict(extra="forbid")

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
    group: Group | None = None
    support: Category | None = None
    sensitivity: Sensitivity = Sensitivity.YELLOW
    texts: dict[str, TextIn] = {}
    questions: dict[str, list[Asked]] = Field(min_length=1)

    @field_validator("texts", "questions")
    @classmethod
    def _known_languages(cls, by_language: dict[str, object]) -> dict[str, object]:
        if unknown := sorted(set(by_language) - set(languages.TAGS)):
            raise ValueError(f"unknown languages: {', '.join(unknown)}")
        return by_language

    @property
    def lacks_english(self) -> bool:
        """Whether there is nothing yet to say to most visitors."""
        english = self.texts.get(SOURCE_LANGUAGE)
        return english is None or english.answer is None


def read_publication(path: Path) -> Publication:
    """The publication in the YAML file at `path`; raises PublicationRefused with what is wrong where."""
    try:
        return Publication.model_validate(parse_yaml(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as fault:
        raise PublicationRefused(f"{path} cannot be read: {fault}") from None
    except yaml.YAMLError as fault:
        raise PublicationRefused(
            f"{path} is not YAML: {fault}\n(a text that holds ? or : or # may need quotes, or a line of its own)"
        ) from None
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in fault.errors())
        raise PublicationRefused(f"{path}: {wrong}") from None
