"""Tamil."""

from languages.language import Language

LANGUAGE = Language(
    tag="ta",
    endonym="தமிழ்",
    english_name="Tamil",
    script="Taml",
    known_by="script",
)
