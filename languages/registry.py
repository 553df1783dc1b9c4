"""Which languages there are, and which one stands nearest to a wish."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from languages.language import Direction, Language

# Modules are loaded by name, never with `import`: some tags are Python keywords (is, or, as).
_NO_LANGUAGE_FILES = {
    "__init__",
    "folding",
    "identification",
    "language",
    "neighbours",
    "ngram_table",
    "registry",
    "writing",
    "zawgyi",
}
TAGS: tuple[str, ...] = tuple(
    sorted(
        path.stem.replace("_", "-")
        for path in Path(__file__).parent.glob("*.py")
        if path.stem not in _NO_LANGUAGE_FILES
    )
)
"""Every language we know something of; which of them visitors are offered, `content/messages/` decides."""
# Other names of our tags that browsers and partners send.
_SAME = {"fa-af": "prs", "tl": "fil", "zh": "zh-Hans", "ku": "kmr", "in": "id"}


@cache
def get(tag: str) -> Language:
    """The language with this tag; raises KeyError."""
    if tag not in TAGS:
        raise KeyError(tag)
    language: Language = import_module(f"languages.{tag.replace('-', '_')}").LANGUAGE
    return language


def direction_of(tag: str) -> Direction:
    """In which direction a text of this language runs; `ltr` for a language we have no file for."""
    return get(tag).direction if tag in TAGS else "ltr"


def nearest(wish: str, offered: Iterable[str]) -> str | None:
    """The offered tag nearest to a BCP 47 wish: `fr-CA` → `fr`, `fa-AF` → `fa` where no Dari is offered; or None."""
    by_folded = {tag.lower(): tag for tag in offered}
    folded = wish.strip().replace("_", "-").lower()
    while folded:
        for candidate in (folded, _SAME.get(folded, "").lower()):
            if candidate in by_folded:
                return by_folded[candidate]
            for near in _fallbacks(candidate):
                if near.lower() in by_folded:
                    return by_folded[near.lower()]
        folded = folded.rpartition("-")[0]
    return None


def _fallbacks(folded: str) -> tuple[str, ...]:
    return next((get(tag).fallback for tag in TAGS if tag.lower() == folded), ())
