"""Easy Japanese. Easy Japanese (やさしい日本語): a way of writing, so only a visitor can choose it."""

from languages.language import Language

LANGUAGE = Language(
    tag="ja-simple",
    endonym="やさしい日本語",
    english_name="Easy Japanese",
    script="Jpan",
    spaced=False,
    known_by="choice",
    fallback=("ja",),
)
