"""Khmer."""

from languages.language import Language

LANGUAGE = Language(
    tag="km",
    endonym="ភាសាខ្មែរ",
    english_name="Khmer",
    script="Khmr",
    digits="០១២៣៤៥៦៧៨៩",
    spaced=False,
    known_by="script",
)
