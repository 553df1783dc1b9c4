"""Japanese."""

from languages.language import Language

LANGUAGE = Language(
    tag="ja",
    endonym="日本語",
    english_name="Japanese",
    script="Jpan",
    spaced=False,
)
