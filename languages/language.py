"""What one language file says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language: BCP 47 tag, own name, script (ISO 15924) and what tells it from its neighbours."""

    tag: str
    endonym: str
    english_name: str
    script: str
    direction: Direction = "ltr"
    spaced: bool = True
    """False where words are written without spaces between them."""
    cue_words: frozenset[str] = field(default_factory=frozenset)
    """Frequent short words, folded, that its neighbours in the same script hardly use."""
    cue_letters: str = ""
    """Letters its neighbours in the same script do not use."""
    fallback: tuple[str, ...] = ()
    """Whose texts to offer first where this language has none."""
