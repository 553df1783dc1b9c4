"""Burmese."""

from languages.language import Language

LANGUAGE = Language(
    tag="my",
    endonym="မြန်မာ",
    english_name="Burmese",
    script="Mymr",
    spaced=False,
)
