"""What the assistant says besides answers: key + language → words, from `content/messages/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.knowledge.answer_files import digest
from app.knowledge.content import Content, read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE, TextState

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class MessageText:
    """One text in one language; `language` is English where no current translation exists."""

    text: str
    language: str
    state: TextState


class Messages:
    """Every message text of every offered language, read once at start."""

    def __init__(self, texts: Mapping[str, Mapping[str, MessageText]]) -> None:
        self._texts = texts

    @property
    def languages(self) -> list[str]:
        """Offered languages, the source language first."""
        return list(self._texts)

    def find(self, key: str, language: str, /, **arguments: object) -> MessageText:
        """The text of `key` in `language` (English where there is none), `{names}` filled in; raises KeyError."""
        found = self._texts.get(language, {}).get(key) or self._texts[SOURCE_LANGUAGE][key]
        if not arguments:
            return found
        filled = _PLACEHOLDER.sub(lambda match: str(arguments.get(match[1], match[0])), found.text)
        return MessageText(filled, found.language, found.state)

    def has(self, key: str) -> bool:
        """Whether there is such a text at all."""
        return key in self._texts[SOURCE_LANGUAGE]

    def text(self, key: str, language: str, /, **arguments: object) -> str:
        """Like `find`, only the words."""
        return self.find(key, language, **arguments).text

    def all_under(self, prefix: str, language: str) -> dict[str, str]:
        """Every text whose key starts with `prefix`, by the rest of its key."""
        keys = (key for key in self._texts[SOURCE_LANGUAGE] if key.startswith(prefix))
        return {key.removeprefix(prefix): self.text(key, language) for key in keys}

    def state(self, language: str) -> TextState:
        """The weakest state among the texts of `language`: what a language list may promise."""
        order = [TextState.MACHINE, TextState.TRANSLATED, TextState.REVIEWED, TextState.ORIGINAL]
        return min((text.state for text in self._texts[language].values()), key=order.index)


def read_messages(content: Content) -> Messages:
    """The files of `content/messages/`; translations of texts that have changed since are left out."""
    return Messages({tag: _read_language(content.root / "messages", tag) for tag in content.languages})


def _read_language(folder: Path, tag: str) -> dict[str, MessageText]:
    entries = read_yaml(folder / f"{tag}.yml") or {}
    if tag == SOURCE_LANGUAGE:
        return {key: MessageText(text, tag, TextState.ORIGINAL) for key, text in entries.items()}
    original = read_yaml(folder / f"{SOURCE_LANGUAGE}.yml")
    return {
        key: MessageText(entry["text"], tag, TextState(entry["state"]))
        for key, entry in entries.items()
        if key in original and entry.get("source") == digest(original[key])
    }
