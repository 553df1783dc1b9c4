"""The training utterances: enough of each, none twice, and no sentence that is to mean two things."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.errors import ContentFault
from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content
from app.knowledge.training_questions import questions_file
from languages import fold

LEAST_OF_A_TOPIC = 12
LEAST_OF_THE_MOST_ASKED = 20
LEAST_OF_A_MOVE = 12
MOST_ASKED = frozenset(
    """
    apply_how apply_where apply_documents apply_evidence apply_fee apply_deadline apply_airport apply_overstayed
    apply_family apply_again application_time recognition_rate confidentiality interview_what interview_prepare
    interview_interpreter visa_while_waiting visa_renewal residence_card provisional_release detention deportation
    voluntary_return refused appeal_deadline appeal_how family_reunification find_lawyer legal_cost living_allowance
    no_money_now food shelter_tonight rent_apartment health_insurance no_insurance find_doctor mental_health
    work_permission find_job school_children japanese_class human_contact labour_rights
    """.split()  # noqa: SIM905
)
_QUESTIONS = questions_file("en").name
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class TrainingLine:
    """An utterance and where it stands."""

    language: str
    intent: str
    text: str
    path: Path
    number: int

    @property
    def is_derived(self) -> bool:
        """Whether it is a topic's own question, which nobody wrote here."""
        return self.path.name == _QUESTIONS

    @property
    def place(self) -> str:
        return f"data/nlu/{self.language}/{self.path.name}:{self.number}"


def check_training_lines(content: Content, nlu: Path) -> Iterator[Fault]:
    """Faults of data/nlu."""
    lines = [line for folder in sorted(nlu.iterdir()) for line in read_training_lines(folder)]
    yield from _sentences(lines)
    yield from _counts(content, lines)


def read_training_lines(folder: Path) -> Iterator[TrainingLine]:
    """Every utterance of one language's folder; raises ContentFault where a file has another form."""
    for path in sorted(folder.glob("*.yml")):
        for intent, examples in _blocks(path):
            for number, line in enumerate(examples.value.splitlines(), examples.start_mark.line + 2):
                if text := line.strip().removeprefix("- ").strip():
                    yield TrainingLine(folder.name, intent, text, path, number)


def plain_sentence(text: str) -> str:
    """`text` folded and without punctuation: what two spellings of one sentence have in common."""
    # Not by \\W, which takes vowel signs of Burmese and Hindi for punctuation.
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in fold(text)).split())


def _blocks(path: Path) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Intents with the text block of their examples, which knows its line."""
    try:
        document: Any = yaml.compose(path.read_text("utf-8"), _Loader)
        root = {key.value: value for key, value in document.value}
        for block in root["nlu"].value:
            entry = {key.value: value for key, value in block.value}
            yield entry["intent"].value, entry["examples"]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ContentFault(f"{path.parent.name}/{path.name}: not a file of utterances: {error}") from error


def _sentences(lines: list[TrainingLine]) -> Iterator[Fault]:
    """Of one intent a sentence stands once in a language; of two intents never, whatever the languages."""
    first: dict[str, TrainingLine] = {}
    written: dict[tuple[str, str], TrainingLine] = {}
    for line in lines:
        sentence = plain_sentence(line.text) or line.text
        other = first.setdefault(sentence, line)
        if other.intent != line.intent:
            yield Fault(line.place, f"is {line.intent}, and {other.intent} at {other.place}: {line.text}")
        elif not line.is_derived:
            same = written.setdefault((line.language, sentence), line)
            if same is not line:
                yield Fault(line.place, f"stands at {same.place} already: {line.text}")


def _counts(content: Content, lines: list[TrainingLine]) -> Iterator[Fault]:
    topics = {
        f"{'danger' if entry['group'] == 'danger' else 'faq'}/{topic}": LEAST_OF_THE_MOST_ASKED
        if topic in MOST_ASKED
        else LEAST_OF_A_TOPIC
        for topic, entry in content.topics.items()
    }
    moves = {line.intent: LEAST_OF_A_MOVE for line in lines if "/" not in line.intent}
    least = topics | moves
    # Easy Japanese is typed as Japanese is: it has the words of its buttons only.
    written = {line.language for line in lines if not line.is_derived}
    counts = {(language, intent): 0 for language in written for intent in least}
    for line in lines:
        if line.intent not in least:
            yield Fault(line.place, f"no such topic: {line.intent}")
        elif not line.is_derived:
            counts[line.language, line.intent] += 1
    for (language, intent), count in counts.items():
        if count < least[intent]:
            yield Fault(f"data/nlu/{language}", f"{intent} has {count} utterances, not {least[intent]}")
