"""Runs every check of the content and says what is wrong, thin and wanted."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from app.errors import ContentFault
from app.knowledge.checking.conversation_files import check_conversation_files
from app.knowledge.checking.directory_coverage import known_gaps
from app.knowledge.checking.directory_entries import check_directory
from app.knowledge.checking.english_answers import check_english_answers
from app.knowledge.checking.faults import Fault
from app.knowledge.checking.japanese_answers import check_japanese
from app.knowledge.checking.review_intervals import check_review_intervals
from app.knowledge.checking.training_lines import check_training_lines
from app.knowledge.checking.translations import check_translations, outdated
from app.knowledge.content import Content
from app.knowledge.training_questions import questions_file, training_questions
from app.knowledge.vocabulary import SOURCE_LANGUAGE
from app.knowledge.wanted_facts import WANTED_FACTS, wanted_facts
from app.settings import ROOT

TRAINING_LINES = ROOT / "data/nlu"


def check_content(root: Path) -> int:
    """0 when everything may be shipped; prints the faults, thin topics, gaps of the directory and outdated answers."""
    try:
        content = Content(root)
        faults = sorted(find_faults(content))
    except ContentFault as fault:
        print(fault)
        return 1
    for found in faults:
        print(found)
    for line in counts(content):
        print(line)
    thin = [topic for topic, answer in content.answers[SOURCE_LANGUAGE].items() if answer.thin]
    print(f"thin topics ({len(thin)}): {', '.join(thin) or 'none'}")
    for gap, reason in known_gaps(content).items():
        print(f"known gap: {gap}: {reason}")
    for found in outdated(content):
        print(f"outdated: {found}")
    print(f"{len(faults)} faults in the content of {len(content.languages)} languages")
    return 1 if faults else 0


def counts(content: Content) -> list[str]:
    """How much there is of each kind."""
    answers = ", ".join(f"{tag} {len(content.answers[tag])}" for tag in content.languages)
    marks = Counter(entry["mark"] for entry in content.facts.values())
    facts = ", ".join(f"{count} {mark}" for mark, count in sorted(marks.items()))
    return [
        f"answers to {len(content.topics)} topics: {answers}",
        f"facts: {facts}; services: {len(content.services)}",
    ]


def find_faults(content: Content) -> list[Fault]:
    """Everything that must not be shipped."""
    faults = list(chain(check_english_answers(content), check_translations(content), check_directory(content)))
    faults += check_japanese(content)
    faults += check_conversation_files(content)
    faults += check_review_intervals(content)
    faults += check_training_lines(content, TRAINING_LINES)
    if not WANTED_FACTS.exists() or WANTED_FACTS.read_text("utf-8") != wanted_facts(content):
        faults.append(Fault("docs/wanted-facts.md", "not up to date; run `python -m app update-content`"))
    for tag in content.languages:
        path = questions_file(tag)
        if not path.exists() or path.read_text("utf-8") != training_questions(content, tag):
            faults.append(Fault(str(path.relative_to(ROOT)), "not up to date; run `python -m app update-content`"))
    return faults
