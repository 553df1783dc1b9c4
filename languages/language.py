"""What one language file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]
KnownBy = Literal["script", "letters", "choice"]
WESTERN_DIGITS = "0123456789"


@dataclass(frozen=True)
class Language:
    """One language: BCP 47 tag, own name, script (ISO 15924), and what reading and matching it needs."""

    tag: str
    endonym: str
    english_name: str
    script: str
    direction: Direction = "ltr"
    digits: str = WESTERN_DIGITS
    """The ten digits as its writers use them beside 0–9."""
    spaced: bool = True
    """False where words are written without spaces between them."""
    known_by: KnownBy = "letters"
    """What tells it: its script alone; its letters and words, never one word; only the visitor's choice."""
    folds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Letters that are typed for one another → the one that matching uses; `fold` applies them to every text."""
    fallback: tuple[str, ...] = ()
    """Whose texts to show first where this language has none: only what its readers really read."""
    cue_words: frozenset[str] = frozenset()
    """Small words of everyday messages; the Declaration that identification learns from has few of them."""
    romanised_words: frozenset[str] = frozenset()
    """The same as people type them in Latin letters."""
