"""Languages that are none of ours, told apart so that they are not taken for ours; and what their readers may read."""

from __future__ import annotations

ALSO_READ: dict[str, tuple[str, ...]] = {
    # Latin letters
    "af": ("en",), "ak": ("en", "fr"), "az": ("tr", "ru"), "bm": ("fr",), "ca": ("es", "fr"), "ceb": ("fil", "en"),
    "cnh": ("my", "en"), "cs": ("en",), "ctd": ("my", "en"), "da": ("en",), "de": ("en",), "ee": ("en", "fr"),
    "ff": ("fr", "en"), "fi": ("en",), "gl": ("es", "pt"), "ha": ("en", "fr"), "hil": ("fil", "en"), "hr": ("en",),
    "ht": ("fr", "en"), "hu": ("en",), "ig": ("en",), "ilo": ("fil", "en"), "it": ("en", "fr"), "jv": ("id",),
    "kri": ("en",), "lg": ("en", "sw"), "ln": ("fr", "en"), "lt": ("en", "ru"), "lua": ("fr",), "lus": ("en", "my"),
    "mg": ("fr",), "mnk": ("fr", "en"), "nl": ("en",), "no": ("en",), "ny": ("en",), "om": ("am", "en"),
    "pcm": ("en",), "pl": ("en",), "qu": ("es",), "rn": ("fr", "sw"), "ro": ("en", "fr"), "rw": ("fr", "en"),
    "sk": ("en",), "sn": ("en",), "sq": ("en",), "su": ("id",), "sv": ("en",), "tk": ("ru", "tr"), "tn": ("en",),
    "wo": ("fr",), "xh": ("en",), "yo": ("en",), "zu": ("en",),
    # Arabic letters
    "ckb": ("ar", "fa"), "pnb": ("ur",), "ug": ("zh-Hans", "tr"),
    # Cyrillic letters
    "be": ("ru",), "bg": ("en", "ru"), "kk": ("ru",), "ky": ("ru",), "mk": ("en",), "mn": ("en", "ru"),
    "sr": ("en",), "tg": ("ru", "fa"), "tt": ("ru",),
    # Devanagari
    "bho": ("hi", "ne"), "mag": ("hi",), "mai": ("ne", "hi"), "mr": ("hi", "en"), "sa": ("hi", "ne"),
    # Burmese letters
    "mnw": ("my", "th"), "shn": ("my", "th"),
}  # fmt: skip
"""By tag: at most two languages of ours that its writers are likely to read, the likelier one first."""

SCRIPTS_ALSO_READ: dict[str, tuple[str, ...]] = {
    "ADLAM": ("fr", "en"), "ARMENIAN": ("ru", "en"), "BALINESE": ("id",), "BOPOMOFO": ("zh-Hans",),
    "CHAKMA": ("bn",), "CHAM": ("vi", "km"), "GEORGIAN": ("ru", "en"), "GREEK": ("en",), "GUJARATI": ("hi", "en"),
    "GURMUKHI": ("hi", "ur"), "HANIFI": ("my", "bn"), "HEBREW": ("en", "ru"), "JAVANESE": ("id",),
    "KANNADA": ("hi", "en"), "LAO": ("th",), "MALAYALAM": ("ta", "en"), "MEETEI": ("en", "hi"),
    "MONGOLIAN": ("zh-Hans",), "NKO": ("fr",), "OL": ("hi", "bn"), "ORIYA": ("hi", "bn"), "SYRIAC": ("ar", "en"),
    "TELUGU": ("hi", "en"), "THAANA": ("en", "si"), "TIBETAN": ("zh-Hans", "ne"), "TIFINAGH": ("fr", "ar"),
    "YI": ("zh-Hans",),
}  # fmt: skip
"""The same by a script none of ours writes, as Unicode begins the names of its letters."""
