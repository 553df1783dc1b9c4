"""One spelling for names of places: what typists vary is folded, what a language glues to a name is taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import product

from languages import fold

_LATIN = re.compile("[a-z]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_INDIC = re.compile("[\u0900-\u0dff]")
_TAMIL_DOUBLED = re.compile("([\u0b95-\u0bb9])\u0bcd(?=\\1)")
_ETHIOPIC = re.compile("[\u1200-\u137f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_ASCII = re.compile(r"[\x00-\x7f]*")

# Pairs "what is typed" → "how we keep it": letters that sound alike, short for long vowels, no tone marks.
_LETTERS = str.maketrans(
    {
        # Urdu, Pashto
        "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ہ": "ه", "ھ": "ه", "ے": "ی", "ې": "ی", "ۍ": "ی", "ګ": "گ", "ں": "ن", "ۓ": "ی",
        # Russian, Ukrainian, Uzbek
        "ё": "е", "э": "е", "є": "е", "і": "и", "ї": "и", "ы": "и", "ґ": "г", "ў": "у", "қ": "к", "ғ": "г", "ҳ": "х",
        # Devanagari, Bengali
        "ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "ट": "त", "ठ": "थ", "ड": "द", "ण": "न", "़": None, "ं": "न्", "ँ": None,
        "ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "ট": "ত", "ড": "দ", "ণ": "ন", "ৎ": "ত্", "ষ": "শ", "়": None,
        # Sinhala, Tamil
        "ී": "ි", "ූ": "ු", "ේ": "ෙ", "ෝ": "ො", "ට": "ත", "ඩ": "ද", "ණ": "න", "ළ": "ල", "ශ": "ෂ", "ඕ": "ඔ",
        "ீ": "ி", "ூ": "ு", "ே": "ெ", "ோ": "ொ", "ஓ": "ஒ", "த": "ட", "ண": "ன", "ந": "ன", "ற": "ர", "ள": "ல", "ழ": "ல",
        "\u200d": None, "\u200c": None,
        # Amharic, Tigrinya
        "ኣ": "አ", "ዐ": "አ", "ዓ": "አ", "ሠ": "ሰ", "ሣ": "ሳ", "ሐ": "ሀ", "ኀ": "ሀ", "ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ",
        # Thai
        "่": None, "้": None, "๊": None, "๋": None, "์": None, "็": None, "ี": "ิ", "ู": "ุ",
        # Burmese
        "ီ": "ိ", "ူ": "ု", "ါ": "ာ", "ဗ": "ဘ", "း": None, "့": None,
        # Turkish, Vietnamese
        "ı": "i", "đ": "d", "ø": "o", "ß": "ss",
        **{chr(katakana): chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)},
    }
)  # fmt: skip

# "and", "so", "in", "to", "like", "the" are written as one word with the name; spelled as `plain` leaves them.
_ARABIC_PREFIXES = tuple(
    a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ک") for c in ("", "ال") if a + b + c
)
_PERSIAN_ENDINGS = ("م", "ام", "ی", "ای", "یی", "یم", "ایم", "ست", "ه", "و", "رو", "را")
_ETHIOPIC_PREFIXES = ("እስከ", "ወደ", "ስለ", "ናብ", "ካብ", "አብ", "ከብ", "በ", "ከ", "ለ", "የ", "ብ", "ን", "ና")
_ETHIOPIC_ENDINGS = ("ን", "ም", "ና", "ስ", "ዮ")
# Turkish, Uzbek, Kurmanji: in, to, from, of Tokyo.
_CASES = (
    "dan den tan ten da de ta te ya ye nin nun un daki deki dayim deyim dayiz deyiz li lu"
    " ga ni ning dagi danman daman lik yede"
)
_CASE_ENDINGS = tuple(_CASES.split())
_LATIN_ENDINGS = ("shi", "ken", "fu", "to", "ku", "machi")  # city, prefecture, ward, town
_KOREAN_ENDING = re.compile(
    "(?:시내|시|현|도|부|구|정)?(?:에서부터|에서는|에서도|에서|에는|에도|에|으로|로|의|은|는|이|가|을|를|과|와|랑|부터|까지|쪽|근처|역|입니다|이에요|예요"
    "|이요|요|인데|이고|고)?"
)
# The vowel that every Burmese consonant has by itself is written out in foreign names, or not; short names without it
# are words.
_BURMESE_A = re.compile("[\u102b\u102c]")
_BURMESE_CONSONANT = re.compile("[\u1000-\u1021]")
_BURMESE_LEAST, _BURMESE_MOST = 4, 6
_SHORTEST_STEM = 5  # Arabic تسوي ("you do") is not the city of Tsu
_ROMANISATIONS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("ou|oo|oh(?![aiueo])|oh$", "o"), ("uu", "u"), ("ii", "i"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"),
        ("hu(?!u)", "fu"), ("zi|dj|di", "ji"), ("sy", "sh"), ("ty|tch", "ch"), ("zy|jy", "j"), ("ss?hh?i", "shi"),
        ("m(?=[bpm])", "n"), ("([ksp])\\1", "\\1"), ("v", "w"), ("y(?=i)|(?<=[kghnmr])i(?=[ou])", "y"),
    )
)  # fmt: skip
_ROMANISED_OTHERWISE = re.compile("|".join(old.pattern for old, _ in _ROMANISATIONS).replace("([ksp])\\1", "kk|ss|pp"))


def plain(text: str) -> str:
    """`text` as names are compared: folded, Latin letters bare (Tōkyō, Saïtama), look-alike letters of each script one.

    >>> plain("Tōkyō"), plain("Кёто"), plain("トウキョウ")
    ('tokyo', 'кето', 'とうきょう')
    """
    if text.isascii():  # most words, and nothing but their case can vary
        return text.lower()
    folded = fold(text)
    if _LATIN.search(folded):
        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not "\u0300" <= c <= "\u036f")
        folded = unicodedata.normalize("NFC", folded)
    return _TAMIL_DOUBLED.sub("", folded.translate(_LETTERS))


_POSTPOSITIONS = (
    "में मे मा को का की के से ले लाई बाट देखि तिर सम्म मै पर तक स्थित"
    " তেই তে য় র এর ের কে থেকে ে তেও রা"
    " වල වලින් වලට වේ යේ හි ට වට යට වෙන් යෙන් ෙන් ේ ව"
    " வில் யில் வில யில விலிருந்து யிலிருந்து வுக்கு யுக்கு விற்கு யிற்கு வின் யின் வை யை க்கு ல் ல"
)
_INDIC_ENDINGS = tuple(map(plain, _POSTPOSITIONS.split()))


def romaji_key(word: str) -> str:
    """One spelling for the ways to romanise: Oosaka, Ohsaka → osaka; Tukuba → tsukuba; Kioto → kyoto."""
    if _ROMANISED_OTHERWISE.search(word):  # one look spares most words seventeen
        for old, new in _ROMANISATIONS:
            word = old.sub(new, word)
    return word


def inflected(name: str) -> Iterator[str]:
    """The case forms of a Russian or Ukrainian name of one word; nothing for others."""
    if not _CYRILLIC.search(name) or len(name) < 4 or " " in name:
        return
    if name.endswith("а"):
        yield from (name[:-1] + ending for ending in ("е", "и", "у", "ой", "ою"))
    elif name.endswith("я"):
        yield from (name[:-1] + ending for ending in ("е", "и", "ю", "ей", "ею"))
    elif name.endswith("й"):
        yield from (name[:-1] + ending for ending in ("я", "ю", "е", "и", "ем"))
    elif name.endswith("н"):
        yield from (name + ending for ending in ("а", "у", "е", "и", "ом"))
    # Uzbek in Cyrillic letters, and what speakers decline although grammars do not.
    yield from (name + ending for ending in ("да", "дан", "га", "ни", "нинг"))


def stems(word: str) -> Iterator[list[str]]:
    """What may remain of a word when what is glued to it is taken off, the likeliest first; as words of its own."""
    if _ARABIC.search(word):
        bare = [word, *(word[len(p) :] for p in _ARABIC_PREFIXES if word.startswith(p))]
        bare += [stem[: -len(e)] for stem in bare for e in _PERSIAN_ENDINGS if stem.endswith(e)]
        # A name of four letters may have an ending (کوبه‌م), but no prefix: بناها ("built it") is not Naha.
        yield from ([stem] for stem in bare if len(stem) >= _SHORTEST_STEM - word.startswith(stem))
    elif _LATIN.search(word):
        if not word.endswith(_LATIN_ENDINGS + _CASE_ENDINGS):
            return
        for endings, keeps in ((_LATIN_ENDINGS, True), (_CASE_ENDINGS, False)):
            cut = ((word[: -len(e)], e) for e in endings if word.endswith(e))
            yield from ([stem, e] if keeps else [stem] for stem, e in cut if len(stem) >= _SHORTEST_STEM or e == "shi")
    elif _INDIC.search(word):
        bare = [word[: -len(e)] for e in _INDIC_ENDINGS if word.endswith(e)]
        yield from ([stem] for stem in bare if len(stem) >= _SHORTEST_STEM - 1)
    elif _ETHIOPIC.search(word):
        bare = [word, *(word[len(p) :] for p in _ETHIOPIC_PREFIXES if word.startswith(p))]
        bare += [stem[:-1] for stem in bare if stem.endswith(_ETHIOPIC_ENDINGS)]
        yield from ([stem] for stem in bare if len(stem) >= 3)
    elif _HANGUL.search(word):
        ends = range(len(word) - 1, 1, -1)
        yield from ([word[:end]] for end in ends if _KOREAN_ENDING.fullmatch(word, end))


def stem_in(word: str, names: Collection[str]) -> list[str] | None:
    """The likeliest of a word's `stems` that is one of these names."""
    return next((stem for stem in stems(word) if stem[0] in names), None)


def vowel_variants(name: str) -> Iterator[str]:
    """とーきょー for とうきょう, a Thai name's last vowel long or left out, a Sinhala or Burmese name without ā."""
    if (
        len(_BURMESE_CONSONANT.findall(name)) >= _BURMESE_LEAST
        and len(parts := _BURMESE_A.split(name)) <= _BURMESE_MOST
    ):
        a = _BURMESE_A.findall(name)
        for kept in product((True, False), repeat=len(a)):
            yield parts[0] + "".join(
                vowel * is_kept + rest for vowel, is_kept, rest in zip(a, kept, parts[1:], strict=True)
            )
    if "ා" in name and len(short := name.replace("ා", "")) >= _SHORTEST_STEM:
        yield short
    marked = re.sub("(?<=[おこそとのほもよろごぞどぼぽょ])[うお]|(?<=[うくすつぬふむゆるぐずづぶぷゅ])う", "ー", name)
    if marked != name:
        yield marked
    if name.endswith("ะ"):
        yield name[:-1] + "า"
        if len(name) > 2 and name[-3] in "โเ":
            yield name[:-1]
