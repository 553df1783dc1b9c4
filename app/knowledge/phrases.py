"""Short texts of the directory (hours, cost, for whom) in other languages, keyed by the English they translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import languages
from app.knowledge.content import Content, read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Phrases:
    """Language → English text → its translation. A changed English text has no translation: it shows in English."""

    by_language: Mapping[str, Mapping[str, str]]
    descriptions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The same for what services do, which is written in English and Japanese only: terms tell it in every language."""

    def translate(self, text: str | None, language: str) -> str | None:
        """`text` in `language`, else in one its readers really read, where somebody wrote that; else as it is."""
        if text is None:
            return None
        for tag in (language, *languages.get(language).fallback):
            if found := self.by_language.get(tag, {}).get(text):
                return found
        return text

    def description(self, text: str, language: str) -> str | None:
        """What a service does, for readers of `language`; None where nobody wrote it in that."""
        return text if language == SOURCE_LANGUAGE else self.descriptions.get(language, {}).get(text)


def read_phrases(content: Content) -> Phrases:
    """The files of `content/services/phrases/` and `content/services/descriptions/`."""
    folder = content.root / "services"
    phrases = {path.stem: read_yaml(path) or {} for path in sorted((folder / "phrases").glob("*.yml"))}
    described = {path.stem: read_yaml(path) for path in sorted((folder / "descriptions").glob("*.yml"))}
    english = {service: entry["description"] for service, entry in content.services.items()} if described else {}
    return Phrases(
        phrases,
        {
            tag: {english[one]: text for one, text in texts.items() if one in english}
            for tag, texts in described.items()
        },
    )
