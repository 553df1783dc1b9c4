"""What a language is called in another, by Babel."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

import languages

_LOCALES = {"ja-simple": "ja", "prs": "fa_AF", "kmr": "ku", "tl": "fil"}
_BETTER = {("kmr", "my"): "ကာ့ဒ်"}
"""Where Babel's name reads as another word: its Burmese "Kurdish" is a card."""


@cache
def language_name(tag: str, reader: str) -> str:
    """The name of `tag` in the language `reader`, else its own name, else the tag.

    >>> language_name("fa", "en")
    'Persian'
    """
    if better := _BETTER.get((tag, reader)):
        return better
    for locale in (_LOCALES.get(reader, reader), reader.partition("-")[0]):
        try:
            names = Locale.parse(locale.replace("-", "_")).languages
        except (UnknownLocaleError, ValueError):
            continue
        if name := names.get(_LOCALES.get(tag, tag)) or names.get(tag):
            return str(name)
    return languages.get(tag).endonym if tag in languages.TAGS else tag
