"""Korean."""

from languages.language import Language

LANGUAGE = Language(
    tag="ko",
    endonym="한국어",
    english_name="Korean",
    script="Hang",
    known_by="script",
)
