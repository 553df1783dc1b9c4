"""Dari. Written Dari reads like Persian, so only a visitor can choose it."""

from languages.language import Language

LANGUAGE = Language(
    tag="prs",
    endonym="دری",
    english_name="Dari",
    script="Arab",
    direction="rtl",
    digits="۰۱۲۳۴۵۶۷۸۹",
    known_by="choice",
    fallback=("fa",),
)
