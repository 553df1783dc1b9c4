"""Japanese answers are short-breathed; in Easy Japanese every kanji has its reading, elsewhere none has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.knowledge.checking.faults import Fault
from app.knowledge.checking.readability import japanese_sentences, kanji_without_reading, without_readings
from app.knowledge.content import Content, read_yaml

JAPANESE, EASY = "ja", "ja-simple"
MOST_LETTERS: Mapping[str, int] = {JAPANESE: 70, EASY: 40}
"""Of a sentence as it is seen."""
SPOKEN = ("utter_", "crisis.")
FOR_THE_CLERK = "card."
"""Sentences of the counter card: the clerk reads them, in ordinary Japanese."""
"""Texts of messages, where readings are drawn over the kanji; buttons and labels have no room for them."""


def check_japanese(content: Content) -> Iterator[Fault]:
    """Faults of both kinds of Japanese, where they are offered."""
    for tag in (tag for tag in content.languages if tag in MOST_LETTERS):
        for topic, answer in content.answers[tag].items():
            whole = "\n".join((answer.text, answer.simpler or "", *answer.conditions.values()))
            for text in japanese_faults(whole, tag):
                yield Fault(f"content/faq/{tag}/{topic}.md", text)
    if EASY in content.languages:
        yield from _easy_lines(content)


def japanese_faults(text: str, tag: str) -> Iterator[str]:
    """What is wrong with an answer in one of the two kinds of Japanese, or with a part of it."""
    for sentence in japanese_sentences(text):
        if len(sentence) > MOST_LETTERS[tag]:
            yield f"a sentence of {len(sentence)} letters, at most {MOST_LETTERS[tag]}: {sentence}"
    if tag == EASY and (bare := kanji_without_reading(text)):
        yield f"without a reading: {', '.join(bare)}"
    if tag != EASY and without_readings(text) != text:
        yield "readings stand in Easy Japanese only"


def _easy_lines(content: Content) -> Iterator[Fault]:
    lines = {f"messages/{EASY}.yml {key}": entry["text"] for key, entry in _messages(content).items()}
    lines |= {f"topics/{EASY}.yml {topic}": question.text for topic, question in content.questions[EASY].items()}
    phrases = content.root / "services" / "phrases" / f"{EASY}.yml"
    lines |= {f"services/phrases/{EASY}.yml {key}": text for key, text in read_yaml(phrases).items()}
    for place, text in lines.items():
        key = place.rpartition(" ")[2]
        if key.startswith(FOR_THE_CLERK):
            continue
        for fault in easy_line_faults(text, is_spoken=key.startswith(SPOKEN)):
            yield Fault(f"content/{place}", fault)


def easy_line_faults(text: str, *, is_spoken: bool) -> Iterator[str]:
    """What is wrong with a line in Easy Japanese; only what is spoken in the conversation has room for readings."""
    if is_spoken:
        if bare := kanji_without_reading(text):
            yield f"without a reading: {', '.join(bare)}"
    elif kanji_without_reading(text) or without_readings(text) != text:
        yield "kanji and readings have no room on buttons and labels: write kana"


def _messages(content: Content) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = read_yaml(content.root / "messages" / f"{EASY}.yml")
    return found
