"""Short texts of the directory (hours, cost, for whom) in other languages, keyed by the English they translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import languages
from app.knowledge.content import Content, read_yaml


@dataclass(frozen=True)
class Phrases:
    """Language → English text → its translation. A changed English text has no translation: it shows in English."""

    by_language: Mapping[str, Mapping[str, str]]

    def translate(self, text: str | None, language: str) -> str | None:
        """`text` in `language`, else in one its readers really read, where somebody wrote that; else as it is."""
        if text is None:
            return None
        for tag in (language, *languages.get(language).fallback):
            if found := self.by_language.get(tag, {}).get(text):
                return found
        return text


def read_phrases(content: Content) -> Phrases:
    """The files of `content/services/phrases/`."""
    folder = content.root / "services" / "phrases"
    return Phrases({path.stem: read_yaml(path) or {} for path in sorted(folder.glob("*.yml"))})
