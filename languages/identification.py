"""Tells which language a message is in, from its script, its letters and its small words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from languages.folding import fold
from languages.registry import TAGS, get

LONG_ENOUGH_WORDS = 4
SURE = 0.8
"""From here on the reply may follow the message's language."""
_WORDS = re.compile(r"\w+(?:['’]\w+)*")
_SCRIPTS = (
    ("Jpan", re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")),
    ("Hani", re.compile("[\u3400-\u9fff]")),
    ("Mymr", re.compile("[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff]")),
    ("Arab", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("Latn", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)


@dataclass(frozen=True)
class Identification:
    """`language` is a tag or None (unsure, or none of ours); `confidence` 0–1."""

    language: str | None
    confidence: float

    @property
    def is_sure(self) -> bool:
        return self.language is not None and self.confidence >= SURE


def identify(text: str, prior: str | None = None) -> Identification:
    """The language `text` is in; `prior` (the conversation's language) decides only between equals.

    Short or mixed texts come out unsure: nobody's language is switched for one word.
    """
    counts = _letters_by_script(text)
    if not counts:
        return Identification(None, 0.0)
    if counts.get("Jpan", 0) >= 2 or (
        counts.get("Jpan") and counts["Jpan"] + counts.get("Hani", 0) >= 0.5 * sum(counts.values())
    ):
        return Identification("ja", 0.97)
    script, letters = max(counts.items(), key=lambda item: item[1])
    share = letters / sum(counts.values())
    if script == "Hani":
        # Chinese characters alone: Japanese headlines and Chinese look alike; Chinese is not offered yet.
        return Identification("ja", 0.85 if prior == "ja" else 0.6)
    candidates = [tag for tag in TAGS if get(tag).script == script]
    if not candidates:
        return Identification(None, share)
    if len(candidates) == 1:
        return Identification(candidates[0], round(min(0.99, share if letters >= 3 else 0.7), 2))
    return _among(text, candidates, prior, share)


def _among(text: str, candidates: list[str], prior: str | None, share: float) -> Identification:
    """Languages of one script, told apart by small words and own letters."""
    # Digits inside words are romanised Arabic (3afwan): such a word is nobody's small word.
    words = [fold(word) for word in _WORDS.findall(text)]
    scores = {tag: _evidence(words, text, tag) for tag in candidates}
    best = max(candidates, key=lambda tag: (scores[tag], tag == prior))
    evidence = scores[best]
    rest = max((scores[tag] for tag in candidates if tag != best), default=0.0)
    if evidence == 0:
        return Identification(prior if prior in candidates else None, 0.3)
    # Evidence must be there (half a word in three) and stand alone.
    presence = min(1.0, evidence / max(1.0, len(words) / 4))
    margin = (evidence - rest) / (evidence + rest)
    confidence = share * (0.5 + 0.5 * margin) * (0.6 + 0.4 * presence)
    if get(best).script != "Latn" and prior not in candidates and evidence > rest and share >= SURE:
        # Somebody who types in another script than the conversation's wants to be answered in that script.
        confidence = max(confidence, SURE)
    elif best != prior and (evidence < 2 or len(words) < LONG_ENOUGH_WORDS):
        # A few small words prove little: romanised Japanese and Arabic are full of French and English ones, and
        # everybody writes "hello" or "my visa please".
        confidence = min(confidence, 0.6)
    return Identification(best, round(min(0.99, confidence), 2))


def _evidence(words: list[str], text: str, tag: str) -> float:
    language = get(tag)
    letters = sum(text.count(letter) for letter in language.cue_letters)
    return sum(word in _folded_cue_words(tag) for word in words) + 0.7 * min(3, letters)


@lru_cache(maxsize=64)
def _folded_cue_words(tag: str) -> frozenset[str]:
    """As messages are folded, so must be what they are compared with."""
    return frozenset(map(fold, get(tag).cue_words))


def _letters_by_script(text: str) -> dict[str, int]:
    text = unicodedata.normalize("NFKC", text)
    return {script: n for script, pattern in _SCRIPTS if (n := len(pattern.findall(text)))}
