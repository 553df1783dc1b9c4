"""Judges one new text as `check-content` judges the files, and for what only a spreadsheet brings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import languages
from app.knowledge.checking.embassies import embassy_faults
from app.knowledge.checking.japanese_answers import EASY, MOST_LETTERS, SPOKEN, easy_line_faults, japanese_faults
from app.knowledge.checking.translations import MOST_QUESTION_CHARACTERS, line_differences, part_differences
from app.knowledge.texts.text_rows import Sheet, TextRow
from app.knowledge.texts.wording import invisible_characters, says_the_same
from app.knowledge.vocabulary import SOURCE_LANGUAGE

MOST_TIMES_AS_LONG, MOST_MORE_CHARACTERS = 4, 100
"""Of the English: our longest translations are half as long again, those with readings two and a half times."""
_LEAST_WORDS_OF_A_SENTENCE = 4
_UNWANTED = re.compile(r"https?://|www\.|<[a-z/!]|\]\(|^#", re.M | re.I)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def faults_of_text(row: TextRow, text: str, tag: str) -> Iterator[str]:
    """Why `text` cannot stand for the English of `row` in the language `tag`; nothing where it can."""
    if hidden := invisible_characters(text):
        yield f"invisible characters that turn or break the text: {', '.join(hidden)}"
    if found := _UNWANTED.search(text):
        yield f"links, HTML and headings have no place here: {found[0]!r}"
    if other := sorted(set(_OTHER_DIGIT.findall(text))):
        yield f"write numbers with 0–9, not with {' '.join(other)}"
    if "\n" in text and "\n" not in row.english:
        yield "more than one line; the English has one"
    yield from _length(row, text)
    yield from _left_in_english(row, text)
    compare = part_differences if row.sheet is Sheet.ANSWERS else line_differences
    yield from compare(row.english, text, tag)
    yield from embassy_faults(text, tag)
    if row.sheet is Sheet.ANSWERS:
        if tag in MOST_LETTERS:
            yield from japanese_faults(text, tag)
    elif tag == EASY:
        yield from easy_line_faults(text, is_spoken=row.id.startswith(SPOKEN))


def _length(row: TextRow, text: str) -> Iterator[str]:
    most = MOST_TIMES_AS_LONG * len(row.english) + MOST_MORE_CHARACTERS
    if row.sheet is Sheet.QUESTIONS:
        most = MOST_QUESTION_CHARACTERS
    if len(text) > most:
        yield f"too long: {len(text)} characters, at most {most}"


def _left_in_english(row: TextRow, text: str) -> Iterator[str]:
    """Other scripts are checked word by word with the differences; this is for those that share ours."""
    is_sentence = len(row.english.split()) >= _LEAST_WORDS_OF_A_SENTENCE
    seems = languages.identify(text)
    if (is_sentence and says_the_same(text, row.english)) or (seems.is_sure and seems.language == SOURCE_LANGUAGE):
        yield "left in English"
