"""How hard a text is to read: the school grade of English by Flesch and Kincaid, sentence lengths of Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TERM = re.compile(r"\s*[（(][^()（）]*[\u3040-\u30ff\u3400-\u9fff][^()（）]*[)）]")
# A telephone number or a time is read digit by digit, not as a word of many syllables.
_LONG_NUMBER = re.compile(r"\d[\d:\-,.]{2,}\d")
_ENGLISH_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_ENGLISH_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’\-]*")
_JAPANESE_SENTENCE = re.compile(r"[。！？!?]|\n+")
_RUBY = re.compile(r"｜([^｜《》]+)《([\u3041-\u309f\u30a1-\u30ff]+)》")
_KANJI = re.compile(r"[\u3400-\u9fff々]+")


def school_grade(english: str) -> float:
    """US school grade by Flesch and Kincaid (1975), of a text of our small format; syllables are counted by vowels.

    Japanese terms in parentheses are left out: they are to be shown, not read. A point of a list is a sentence.
    """
    text = _LONG_NUMBER.sub("number", _TERM.sub("", english).replace("**", ""))
    sentences = [part for part in _ENGLISH_SENTENCE.split(text) if re.search(r"[A-Za-z]", part)]
    words = _ENGLISH_WORD.findall(text)
    if not words or not sentences:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def japanese_sentences(text: str) -> Iterator[str]:
    """The sentences of a Japanese text as they are seen, without list marks and readings."""
    for part in _JAPANESE_SENTENCE.split(without_readings(text)):
        if sentence := re.sub(r"^\s*(?:- |\d+\. )|\*\*", "", part).strip():
            yield sentence


def without_readings(text: str) -> str:
    """`｜漢字《かんじ》` as 漢字."""
    return _RUBY.sub(r"\1", text)


def kanji_without_reading(text: str) -> list[str]:
    """Runs of kanji that no ruby covers."""
    return _KANJI.findall(_RUBY.sub("", text))


def _syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    silent_e = letters.endswith("e") and not letters.endswith(("le", "ee", "ye", "oe"))
    silent_ed = letters.endswith("ed") and not letters.endswith(("ted", "ded", "eed"))
    if count > 1 and (silent_e or silent_ed):
        count -= 1
    count += len(re.findall(r"i[ao](?!u)|eo|ua(?!r)|[aeiou]ing$", letters))
    count -= len(re.findall(r"[tsc]io|[tc]ia", letters))
    return max(1, count)
