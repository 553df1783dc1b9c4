"""Writes other scripts in Latin letters, roughly as people do in chats: for learning what such texts look like."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "e", "آ": "aa", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "7", "خ": "kh", "د": "d",
    "ذ": "th", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "3", "غ": "gh",
    "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "y", "ى": "a",
    "ئ": "2", "ؤ": "2", "ء": "2",
}  # fmt: skip
_PERSIAN = _ARABIC | {
    "آ": "a", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "و": "o", "ح": "h", "ع": "a", "ق": "gh",
    "ث": "s", "ذ": "z", "ض": "z", "ة": "e", "ئ": "", "ؤ": "", "ء": "", "ي": "i", "ك": "k",
}  # fmt: skip
_URDU = _PERSIAN | {
    "و": "o", "ق": "q", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ہ": "h", "ھ": "h", "ے": "e", "ئ": "i", "خ": "kh",
}  # fmt: skip
_INDIC_CONSONANTS = [
    "k",
    "kh",
    "g",
    "gh",
    "n",
    "ch",
    "chh",
    "j",
    "jh",
    "n",
    "t",
    "th",
    "d",
    "dh",
    "n",
    "t",
    "th",
    "d",
    "dh",
    "n",
    "n",
    "p",
    "ph",
    "b",
    "bh",
    "m",
    "y",
    "r",
    "r",
    "l",
    "l",
    "l",
    "v",
    "sh",
    "sh",
    "s",
    "h",
]
_INDIC_VOWELS = "a aa i ee u oo ri l e e e ai o o o au".split()
_SINHALA = {
    **dict(zip("අආඇඈඉඊඋඌඑඒඓඔඕඖ",
               "a a e e i i u u e e ai o o au".split(), strict=True)),
    **dict(zip("කඛගඝඞඟචඡජඣඤඥටඨඩඪණඬතථදධනඳපඵබභමඹයරලවශෂසහළෆ",
               "k k g g n ng ch ch j j n gn t t d d n nd th th d d n nd p p b b m mb y r l w sh sh s h l f".split(),
               strict=True)),
}  # fmt: skip
_SINHALA_SIGNS = dict(zip("ාැෑිීුූෙේෛොෝෞෘ", "a e e i i u u e e ai o o au ru".split(), strict=True))
_KANA_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_KANA = {kana: row + vowel for row, kanas in _KANA_ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)}
_KANA |= {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "や": "ya", "ゆ": "yu",
    "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ー": "",
}  # fmt: skip
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_KANA_RUN = re.compile("[\u3041-\u309f\u30a1-\u30fc]{3,}")
_CONSONANT_PAIR = re.compile(r"(?<=[bdfghjklmnqrstzwy37])(?=[bdfjklmnqrstz37])")


def romanise(text: str, tag: str) -> str:
    """`text` of the language `tag` (or of Urdu, for `hi`) in Latin letters."""
    text = unicodedata.normalize("NFC", text)
    if tag == "ja":
        return " ".join(_kana(run) for run in _KANA_RUN.findall(text))
    if tag == "si":
        return _abugida(text, _SINHALA, _SINHALA_SIGNS, virama="්")
    if tag in {"hi", "ne", "bn"} and not re.search("[\u0600-\u06ff]", text):
        return _indic(text, 0x980 if tag == "bn" else 0x900, inherent="o" if tag == "bn" else "a")
    letters = {"ar": _ARABIC, "fa": _PERSIAN}.get(tag, _URDU)
    words = ("".join(letters.get(letter, "") for letter in word) for word in re.split(r"[\s\W]+", text))
    # Short vowels are not written in these scripts but are in Latin letters; which ones, nobody can tell: mostly a.
    return " ".join(_CONSONANT_PAIR.sub("a" if tag == "ar" else "e", word.removesuffix("2")) for word in words)


def _indic(text: str, block: int, *, inherent: str) -> str:
    independent = {chr(block + 0x05 + i): sound for i, sound in enumerate(_INDIC_VOWELS)}
    consonants = {chr(block + 0x15 + i): sound for i, sound in enumerate(_INDIC_CONSONANTS)}
    if block == 0x980:
        consonants |= {"য": "j", "য়": "y", "শ": "sh", "ড়": "r", "ব": "b"}
    signs = {chr(block + 0x3E + i): sound for i, sound in enumerate("a i i u u ri ri e e e ai o o o au".split())}
    return _abugida(text, independent | consonants, signs, virama=chr(block + 0x4D), inherent=inherent)


def _abugida(text: str, letters: dict[str, str], signs: dict[str, str], *, virama: str, inherent: str = "a") -> str:
    """Each consonant carries a vowel unless a sign says otherwise; at the end of a word it is silent."""
    out: list[str] = []
    open_consonant = False
    for letter in text + " ":
        if letter in signs:
            out.append(signs[letter])
        elif letter == virama or unicodedata.category(letter) == "Cf":
            pass
        elif unicodedata.category(letter) == "Mn" or unicodedata.category(letter) == "Mc":
            out.append(("" if not open_consonant else inherent) + ("n" if ord(letter) & 0x7F in {1, 2} else ""))
        else:
            sound = letters.get(letter)
            if open_consonant and sound is not None:
                out.append(inherent)
            out.append(sound if sound is not None else " ")
            open_consonant = sound is not None and sound[-1] not in "aeiou"
            continue
        open_consonant = False
    return re.sub(r"\s+", " ", "".join(out))


def _kana(run: str) -> str:
    out = ""
    for letter in run:
        letter = chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
        if letter in _SMALL and out.endswith("i"):
            out = out[:-1] + ("" if out.endswith(("shi", "chi", "ji")) else "y") + _SMALL[letter]
        elif letter == "っ":
            out += "っ"
        else:
            sound = _KANA.get(letter, "")
            out = out[:-1] + sound[:1] + sound if out.endswith("っ") else out + sound
    return out.replace("っ", "")
