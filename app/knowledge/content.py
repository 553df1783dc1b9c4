"""The reviewed files under `content/`, read whole: the seed of the database and what `make check` judges."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.errors import ContentFault
from app.knowledge.answer_files import AnswerFile, digest, read_answer
from app.knowledge.service_files import read_services
from app.knowledge.vocabulary import SOURCE_LANGUAGE, TextState
from app.knowledge.yaml_files import read_yaml

_RANKS = {"official": 0, "primary": 1, "law_text": 2, "other": 3, "hidden": 9}


@dataclass(frozen=True)
class Question:
    """A topic's question in one language."""

    text: str
    state: TextState
    source: str | None


@dataclass(frozen=True)
class Content:
    """Everything under one `content/` folder; parts are read when first asked for."""

    root: Path

    @cached_property
    def topics(self) -> dict[str, dict[str, Any]]:
        """Topic id → {group, position, support, sensitivity}, in the file's order."""
        found: dict[str, dict[str, Any]] = {}
        for group, topics in read_yaml(self.root / "topics" / "topics.yml").items():
            for topic, properties in topics.items():
                found[topic] = {"group": group, "position": len(found), **properties}
        return found

    @cached_property
    def languages(self) -> list[str]:
        """BCP 47 tags that have message texts, the source language first."""
        tags = sorted(path.stem for path in (self.root / "messages").glob("*.yml"))
        return [SOURCE_LANGUAGE, *(tag for tag in tags if tag != SOURCE_LANGUAGE)]

    @cached_property
    def questions(self) -> dict[str, dict[str, Question]]:
        """Language → topic id → question."""
        return {tag: dict(self._questions(tag)) for tag in self.languages}

    @cached_property
    def answers(self) -> dict[str, dict[str, AnswerFile]]:
        """Language → topic id → answer."""
        found: dict[str, dict[str, AnswerFile]] = {}
        for tag in self.languages:
            found[tag] = {path.stem: read_answer(path) for path in sorted((self.root / "faq" / tag).glob("*.md"))}
            if unknown := set(found[tag]) - set(self.topics):
                raise ContentFault(f"content/faq/{tag}: no such topics: {sorted(unknown)}")
        return found

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """Fact id → {text, mark, read_on, sources: [{url, source_date?, note?}]}."""
        found: dict[str, dict[str, Any]] = {}
        for path in sorted((self.root / "facts").glob("[A-Z].yml")):
            document = read_yaml(path)
            for fact, properties in document["facts"].items():
                found[fact] = {"read_on": document["read_on"], "sources": [], **properties}
        return found

    @cached_property
    def services(self) -> dict[str, dict[str, Any]]:
        """Service id → its row with `categories`, `terms`, `schedules` and `read_on` filled in."""
        return read_services(self.root / "services")

    def publisher(self, url: str) -> tuple[str, int]:
        """Who stands behind `url`, and its rank (0 official … 3 other, 9 never linked)."""
        host = (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
        entry = self._publishers.get(host)
        return (entry["name"], _RANKS[entry["rank"]]) if entry else (host, 3)

    @cached_property
    def digest(self) -> str:
        """Changes when any file of the seed does."""
        found = hashlib.sha256()
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                found.update(f"{path.relative_to(self.root)}\0".encode() + path.read_bytes() + b"\0")
        return found.hexdigest()

    @cached_property
    def _publishers(self) -> dict[str, dict[str, str]]:
        return {str(host): entry for host, entry in read_yaml(self.root / "facts" / "publishers.yml").items()}

    def _questions(self, tag: str) -> Iterator[tuple[str, Question]]:
        path = self.root / "topics" / f"{tag}.yml"
        if not path.exists():
            return
        for topic, entry in read_yaml(path).items():
            if isinstance(entry, str):
                yield topic, Question(entry, TextState.ORIGINAL, None)
            else:
                yield topic, Question(entry["text"], TextState(entry["state"]), entry.get("source"))


__all__ = ["Content", "Question", "digest", "read_yaml"]
