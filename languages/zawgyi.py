"""Burmese in Zawgyi, the encoding of old phones, read as Unicode; `widget/zawgyi.js` does the same in the browser.

Zawgyi uses the code points of Unicode with other letters at some of them, and writes signs in the order they are drawn.
Written from the chart of the Zawgyi-One font and Unicode Technical Note 11.
"""

from __future__ import annotations

import re
import unicodedata

_KINZI = "\u1004\u103a\u1039"
_E, _ASAT, _TALL_AA, _AA, _RA = "\u1031", "\u103a", "\u102b", "\u102c", "\u103c"

_SIGNS: dict[str, tuple[str, ...]] = {
    # Signs that moved, and their second, longer or shorter shapes.
    "\u1033": ("\u102f",),
    "\u1034": ("\u1030",),
    "\u1039": (_ASAT,),
    **dict.fromkeys("\u103a\u107d", ("\u103b",)),
    "\u103c": ("\u103d",),
    **dict.fromkeys("\u103d\u1087", ("\u103e",)),
    **dict.fromkeys("\u1094\u1095", ("\u1037",)),
    **dict.fromkeys("\u103b\u107e\u107f\u1080\u1081\u1082\u1083\u1084", (_RA,)),
    # Two or three signs in one.
    "\u105a": (_TALL_AA, _ASAT),
    "\u1064": (_KINZI,),
    "\u1088": ("\u103e", "\u102f"),
    "\u1089": ("\u103e", "\u1030"),
    "\u108a": ("\u103d", "\u103e"),
    "\u108b": (_KINZI, "\u102d"),
    "\u108c": (_KINZI, "\u102e"),
    "\u108d": (_KINZI, "\u1036"),
    "\u108e": ("\u102d", "\u1036"),
    "\u1096": ("\u1039\u1010", "\u103d"),
    # Letters in other shapes, and letters that are two.
    "\u106a": ("\u1009",),
    "\u106b": ("\u100a",),
    "\u106e": ("\u100d\u1039\u100d",),
    "\u106f": ("\u100d\u1039\u100e",),
    "\u1086": ("\u103f",),
    "\u108f": ("\u1014",),
    "\u1090": ("\u101b",),
    "\u1091": ("\u100f\u1039\u100d",),
    "\u1092": ("\u100b\u1039\u100c",),
    "\u1097": ("\u100b\u1039\u100b",),
}
"""What Zawgyi's signs stand for where Unicode has something else at their place."""
# Letters that stand under another: 1060 and what follows it, some in two widths.
_STACKED = {
    "\u1060": "ကခဂဃ",
    "\u1065": "စဆဆဇဈ",
    "\u106c": "ဋဌ",
    "\u1070": "ဏတတထထဒဓနပဖဗဘမ",
    "\u1085": "လ",
    "\u1093": "ဘ",
}
for _first, _letters in _STACKED.items():
    _SIGNS |= {chr(ord(_first) + i): ("\u1039" + letter,) for i, letter in enumerate(_letters)}

_ORDER = [
    _KINZI,
    " ",
    "\u1039",
    "\u103b",
    _RA,
    "\u103d",
    "\u103e",
    _E,
    "\u102d",
    "\u102e",
    "\u1032",
    "\u102f",
    "\u1030",
]
_ORDER += [_TALL_AA, _AA, _ASAT, "\u1036", "\u1037", "\u1038"]
"""In which order Unicode writes the signs round a letter, which is the space."""
_PLACES = {sign: float(place) for place, sign in enumerate(_ORDER)}
_AFTER_STACKED = _PLACES["\u1039"] + 0.5
_VOWELS = (_TALL_AA, _AA, "\u102f", "\u1030")
_LETTER = "[\u1000-\u1021\u1023-\u1027\u1029\u102a\u103f-\u1049\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097]"
_BEFORE = "[\u1031\u103b\u107e-\u1084]"
_AFTER = (
    "[\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d"
    "\u1085\u1087-\u108e\u1093-\u1096]"
)
_DRAWN = re.compile(f"{_BEFORE}*{_LETTER}{_AFTER}*|{_BEFORE}|{_AFTER}")

_BURMESE = re.compile("[\u1000-\u109f]")
_CONSONANT = "[\u1000-\u1021]"
# What a sign may follow: a letter of any language of the script, or a sign that stands before the vowel.
_LETTERS = (
    "\u1000-\u102a\u103b-\u103f\u1050-\u1055\u105a-\u1061\u1065\u1066\u106e-\u1070\u1075-\u1082\u108e\uaa60-\uaa7a"
)
_ODD_IN_UNICODE = re.compile(
    "|".join(
        [
            # Before its letter, or after another's vowel.
            f"(?:^|[^\u1039{_LETTERS}])\u1031",
            f"(?:^|[^\u1039\u103a\u1040-\u1049\u104e{_LETTERS}])[\u103b-\u103e]",
            "\u103a[\u102b-\u102e\u1030\u1032\u1036]",
            # A stacker with nothing below, or with what is not stacked: only letters of one row are.
            "\u1039(?![\u1000-\u102a\u103f\u105a-\u105d\u1075-\u1081])",
            "[ငညယ]\u1039[က-အ]|က\u1039[^က-ငဍ]|စ\u1039[^စ-ည]|[တန]\u1039[^တ-န]|ပ\u1039[^ပ-မဍတ]|ဒ\u1039[^ဂတ-နဗမ]",
            # Digits of Shan in the middle of a word.
            "[\u1000-\u1032\u1036-\u1039][\u1094\u1095]",
            "[\u108f\u1090][\u102b-\u103e\u1087-\u108a]",
            f"[\u107e-\u1080]{_CONSONANT}(?!\u103a)",
            # Karen has this sign as a tone, but ာ only with ်; Shan writes ၢ for ာ: မဂၤလာ, တနလၤာ, ကေမာၻ.
            f"\u1064{_CONSONANT}?\u102c(?!\u103a)|\u1064\u102b|[\u102b\u102c][\u1070-\u107c]",
            # A final without its mark, and a tone where no final of its kind has one: ေကး, ေက်း.
            f"\u1031{_CONSONANT}[\u1037\u1038](?!\u103a)|[ကစတပ]\u103a\u1038",
            # What could be Unicode and is no word: ရှိတယ်, မှာ, တွေ, ချ, ဂျပန်, ဥပဒေ, အမှု.
            f"ရ\u103d[\u102d\u102e]\u1038?{_CONSONANT}",
            "မ\u103d\u102c(?!\u103a)|\u1031တ\u103c|ခ\u103a[က-အ]|ဂ\u103aပ|ဥပေဒ|အမ\u1088",
        ]
    )
)
"""What is not written in Unicode, in Burmese, Shan, Karen or Mon."""
_ODD_IN_ZAWGYI = re.compile(
    "|".join(
        [
            "[\u103e\u105b-\u105f]",
            f"\u1031(?!{_BEFORE}*{_LETTER})",
            f"[\u103b\u107e-\u1084](?!\u1031?{_LETTER})",
            "[\u102b\u102c\u105a\u1062\u1063]\u103a",
            r"\u103a(?:[\u1037\u1038\u104a\u104b\s]|\Z)",
            "\u1004\u103a\u1039",
            "[\u102b-\u1032\u1036][\u1062-\u1064]",  # tones of Karen
            r"[\s\u1038\u103a\u1087-\u108d][\u1060-\u1069\u106c\u106d\u1070-\u107c]",
        ]
    )
)
"""What is not written in Zawgyi: ှ, which it has not, signs after a letter that it has before, a final before ။."""
# Digits that look like letters and were typed for them: ၀င်, ရုံး with ၇.
_ZERO_FOR_WA = re.compile("(^|[^\u1040-\u1049])\u1040(?=[\u1000-\u1021\u102b-\u103e])")
_SEVEN_FOR_RA = re.compile("\u1047(?=[\u102b-\u103e])")
_U_FOR_NYA = re.compile("\u1025(?=\u103a|\u102c)")


def read(text: str) -> str:
    """What was meant by what was typed: Unicode, whichever of the two it was.

    >>> read("ေက်းဇူးတင္ပါတယ္") == read("ကျေးဇူးတင်ပါတယ်") == "ကျေးဇူးတင်ပါတယ်"
    True
    """
    return to_unicode(text) if is_zawgyi(text) else text


def is_zawgyi(text: str) -> bool:
    """Whether more of `text` is odd in Unicode than in Zawgyi; no where it reads the same in both."""
    if not _BURMESE.search(text):
        return False
    return len(_ODD_IN_UNICODE.findall(text)) > len(_ODD_IN_ZAWGYI.findall(text))


def to_unicode(text: str) -> str:
    """Zawgyi as Unicode, in NFC."""
    text = _DRAWN.sub(lambda match: _written(match[0]), text)
    text = _SEVEN_FOR_RA.sub("\u101b", _ZERO_FOR_WA.sub("\\1\u101d", text))
    return unicodedata.normalize("NFC", text)


def _written(drawn: str) -> str:
    """One letter with its signs, each once, in the order of Unicode."""
    signs = dict.fromkeys(meant for sign in drawn for meant in _SIGNS.get(sign, (sign,)))
    # Between a letter and its vowel in ယောက်ျား and ကျွန်ုပ်; else last: ော်, ချ်.
    is_inside = any(vowel in signs for vowel in _VOWELS) and not (_E in signs and (_AA in signs or _TALL_AA in signs))

    def place(sign: str) -> float:
        if sign == _ASAT and is_inside:
            return _AFTER_STACKED
        return _PLACES.get(sign, _PLACES["\u1039" if sign[0] == "\u1039" else " "])

    return _U_FOR_NYA.sub("\u1009", "".join(sorted(signs, key=place)))
