"""Translations say what the English says: same numbers, same terms, same form, in their own script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import languages
from app.knowledge.answer_files import AnswerFile, digest
from app.knowledge.checking.faults import (
    Fault,
    digits,
    japanese_terms,
    list_lines,
    phone_numbers,
    placeholders,
    without_placeholders,
)
from app.knowledge.content import Content, Question, read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE, TextState

MOST_QUESTION_CHARACTERS = 70
# Japanese writes months as numbers and official terms as plain text.
_WRITES_MONTHS_AS_NUMBERS = {"ja", "ja-simple"}
_COMPLETE = {"ar", "fa", "fr", "ja", "ja-simple", "my"}
"""Every topic has its answer in these; a language that is new may begin with fewer (`_GROUPS`, `_TOPICS`)."""
_LATIN_WORD = re.compile(r"[A-Za-z]{4,}")
_NOT_LATIN = {"Arab", "Jpan", "Mymr"}
MOST_LATIN_SHARE = 0.05
"""Of the letters of a text in another script: a romanised name or two, not words."""
PROJECT_NAME = "Shirube"
# Answers that every offered language must have from the day it is offered.
_GROUPS = {"application", "decision", "money", "housing", "danger", "assistant"}
_TOPICS = {
    *("work_permission", "work_without_permission", "provisional_release", "find_lawyer"),
    *("legal_cost", "find_doctor", "no_insurance", "health_insurance"),
}


def check_translations(content: Content) -> Iterator[Fault]:
    """Faults of every language but English."""
    for tag in content.languages:
        if tag != SOURCE_LANGUAGE:
            yield from _questions(content, tag)
            yield from _messages(content, tag)
            yield from _answers(content, tag)
            yield from _phrases(content, tag)


def outdated(content: Content) -> Iterator[Fault]:
    """Answers whose English has changed since: not shown, and not wrong to ship."""
    for tag in content.languages:
        for topic, answer in content.answers[tag].items():
            if tag != SOURCE_LANGUAGE and answer.source not in (None, content.answers[SOURCE_LANGUAGE][topic].digest):
                yield Fault(f"content/faq/{tag}/{topic}.md", "the English has changed since")


def _questions(content: Content, tag: str) -> Iterator[Fault]:
    for topic, original in content.questions[SOURCE_LANGUAGE].items():
        place = f"content/topics/{tag}.yml {topic}"
        found = content.questions[tag].get(topic)
        if found is None:
            yield Fault(place, "missing")
            continue
        if len(found.text) > MOST_QUESTION_CHARACTERS:
            yield Fault(place, f"longer than {MOST_QUESTION_CHARACTERS} characters")
        yield from _line(place, tag, original.text, found)


def _messages(content: Content, tag: str) -> Iterator[Fault]:
    originals = read_yaml(content.root / "messages" / f"{SOURCE_LANGUAGE}.yml")
    entries = read_yaml(content.root / "messages" / f"{tag}.yml") or {}
    for key, original in originals.items():
        place = f"content/messages/{tag}.yml {key}"
        if key not in entries:
            yield Fault(place, "missing")
            continue
        entry = entries[key]
        yield from _line(place, tag, original, Question(entry["text"], TextState(entry["state"]), entry.get("source")))
    for key in set(entries) - set(originals):
        yield Fault(f"content/messages/{tag}.yml {key}", "English has no such text")


def _line(place: str, tag: str, original: str, found: Question) -> Iterator[Fault]:
    if found.source != digest(original):
        yield Fault(place, "translates another English text; translate anew and run `python -m app update-content`")
    yield from (Fault(place, text) for text in line_differences(original, found.text, tag))


def line_differences(english: str, text: str, tag: str) -> Iterator[str]:
    """What a question, a message or a short text of the directory says otherwise than its English."""
    if placeholders(text) != placeholders(english):
        yield f"names in braces differ: {sorted(placeholders(english))}"
    yield from _same_numbers(english, text, tag)
    yield from _own_script(english, text, tag)


def _answers(content: Content, tag: str) -> Iterator[Fault]:
    for topic, original in content.answers[SOURCE_LANGUAGE].items():
        place = f"content/faq/{tag}/{topic}.md"
        found = content.answers[tag].get(topic)
        if found is None:
            if tag in _COMPLETE or content.topics[topic]["group"] in _GROUPS or topic in _TOPICS:
                yield Fault(place, "missing")
            continue
        if found.source is None:
            yield Fault(place, "no source; run `python -m app update-content`")
        if found.source == original.digest:
            yield from (Fault(place, text) for text in _same_answer(original, found, tag))


def _same_answer(original: AnswerFile, found: AnswerFile, tag: str) -> Iterator[str]:
    if (original.simpler is None) != (found.simpler is None) or set(original.conditions) != set(found.conditions):
        yield "other headings than the English"
        return
    pairs = [("", original.text, found.text), ("simpler", original.simpler or "", found.simpler or "")]
    pairs += [(name, text, found.conditions[name]) for name, text in original.conditions.items()]
    for name, english, text in pairs:
        said = f"## {name}: " if name else ""
        yield from (f"{said}{difference}" for difference in part_differences(english, text, tag))


def part_differences(english: str, text: str, tag: str) -> Iterator[str]:
    """What one part of an answer (its text, `## simpler` or an `## if …`) says otherwise than its English."""
    if list_lines(english) != list_lines(text):
        yield f"{list_lines(text)} list lines, {list_lines(english)} in English"
    if english.count("**") != text.count("**"):
        yield "other words in bold than the English"
    if tag not in _WRITES_MONTHS_AS_NUMBERS and japanese_terms(english) - japanese_terms(text):
        yield f"Japanese terms missing: {sorted(japanese_terms(english) - japanese_terms(text))}"
    yield from line_differences(english, text, tag)


def _same_numbers(english: str, text: str, tag: str) -> Iterator[str]:
    if phone_numbers(english) != phone_numbers(text):
        yield f"phone numbers differ: {', '.join(sorted(phone_numbers(english))) or 'none'} in English"
    missing, added = digits(english) - digits(text), digits(text) - digits(english)
    if tag in _WRITES_MONTHS_AS_NUMBERS:
        added = Counter({run: n for run, n in added.items() if not (run.isdecimal() and 1 <= int(run) <= 12)})
    if missing or added:
        yield f"numbers differ: missing {sorted(missing)}, added {sorted(added)}"


def _own_script(english: str, text: str, tag: str) -> Iterator[str]:
    """English words are faults; names (capitalised in the English) and abbreviations are not."""
    if languages.get(tag).script not in _NOT_LATIN:
        return
    names = {word for word in _LATIN_WORD.findall(english) if not word.islower()}
    left = [
        word for word in _LATIN_WORD.findall(without_placeholders(text)) if word not in names and word != PROJECT_NAME
    ]
    if sum(map(len, left)) > MOST_LATIN_SHARE * sum(character.isalpha() for character in text):
        yield f"left in English: {', '.join(left)}"


def _phrases(content: Content, tag: str) -> Iterator[Fault]:
    path = content.root / "services" / "phrases" / f"{tag}.yml"
    known = (read_yaml(path) or {}) if path.exists() else {}
    for service, entry in content.services.items():
        for field in ("hours", "cost", "eligibility"):
            if (text := entry.get(field)) and text not in known:
                yield Fault(f"content/services/phrases/{tag}.yml", f"{service}'s {field} is missing: {text}")
    for english, text in known.items():
        yield from (
            Fault(f"content/services/phrases/{tag}.yml {english}", fault) for fault in _same_numbers(english, text, tag)
        )
