"""The words of which typed dates consist, folded as messages are: names by Babel, the rest as people write them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from babel import Locale

from languages import fold

# Arabic and Persian name the months in several ways, by country.
_SPACED = ("en", "en_GB", "fr", "fr_CA", "ar", "ar_SY", "ar_MA", "ar_DZ", "ar_MR", "fa", "fa_AF")
_WIDTHS = ("wide", "abbreviated")
_JAPANESE_WEEKDAYS = "月火水木金土日"
WEEKDAY_READINGS = ("げつようび", "かようび", "すいようび", "もくようび", "きんようび", "どようび", "にちようび")
"""From Monday on."""
DAY_READINGS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか",
    9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
"""Days of a month, and numbers of days, that are read as one word."""
_PERSIAN_DAY = fold("شنبه")

Numbers = Mapping[str, frozenset[int]]


def _spellings(name: str) -> Iterator[str]:
    """`name` as it is, and as it is typed in a hurry: without full stop or accents, Persian weekdays as two words."""
    folded = fold(name).rstrip(".")
    yield folded
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if plain.isascii():
        yield plain
    if folded.endswith(_PERSIAN_DAY):
        yield folded.replace(_PERSIAN_DAY, f" {_PERSIAN_DAY}").strip()


def _named(names: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in names:
        for spelling in _spellings(name):
            found[spelling].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _of(kind: str, locales: Iterable[str], widths: Iterable[str]) -> Iterator[tuple[str, int]]:
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in widths:
                names = getattr(Locale.parse(locale), kind)[context][width]
                yield from ((name, number) for number, name in names.items())


def _words(text: str) -> frozenset[str]:
    return frozenset(spelling for word in text.split() for spelling in _spellings(word.replace("_", " ")))


MONTHS: Numbers = _named(_of("months", _SPACED, _WIDTHS))
_AUGUST_BY_LOOK_ALIKES = ("သြဂုတ်", 8)
MONTHS_UNSPACED: Numbers = _named([*_of("months", ["my"], ["wide"]), _AUGUST_BY_LOOK_ALIKES])

# "mar" is March and mardi: a weekday may be left out, a month may not.
_ALSO_TYPED = (("tues", 1), ("thur", 3), ("thurs", 3))
WEEKDAYS: Numbers = {
    name: days for name, days in _named([*_of("days", _SPACED, _WIDTHS), *_ALSO_TYPED]).items() if name not in MONTHS
}
WEEKDAYS_UNSPACED: Numbers = _named(
    [
        *_of("days", ["my"], ["wide"]),
        *((f"{kanji}{ending}", day) for day, kanji in enumerate(_JAPANESE_WEEKDAYS) for ending in ("曜日", "曜")),
        *((reading, day) for day, reading in enumerate(WEEKDAY_READINGS)),
    ]
)

DAYS_UNSPACED: Numbers = _named((reading, day) for day, reading in DAY_READINGS.items())

FILLERS = _words(
    """
    on the of it was i got received dated date paper letter notice came come arrived they gave me this my get
    le la du de je j l ai reçu au c était est cété papier lettre refus arrivé arrivée il elle m on donné a ce
    في يوم بتاريخ تاريخ من شهر سنة عام ميلادي م استلمت استلمتها استلمته وصلتني وصلت الورقة الرسالة أخذتها جتني كان
    در روز تاریخ ماه سال میلادی گرفتم دریافت کردم به دستم رسید رسیده نامه برگه را ورق مکتوب آمد اومد بود
    """
)
FILLERS_UNSPACED = _words(
    """
    に です の 年 ねん 付け 付 もらいました 受け取りました 届きました 西暦 手紙 紙 が きました 来ました
    ရက်နေ့ ရက် နေ့ လ ခုနှစ် နှစ် မှာ တွင် က ရတယ် ရပါတယ် ရခဲ့တယ် စာရွက် စာ ရောက်တယ် ရောက်လာတယ်
    """
)
# Years of Iran and Afghanistan, of Islam, of earlier Japanese eras, of the Buddha and of Burma.
OTHER_CALENDARS = _words(
    """
    فروردین اردیبهشت خرداد تیر مرداد امرداد شهریور مهر آبان آذر دی بهمن اسفند
    حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت
    محرم صفر ربيع_الأول ربيع_الثاني ربيع_الآخر جمادى_الأولى جمادى_الثانية جمادى_الآخرة رجب شعبان رمضان شوال
    ذو_القعدة ذي_القعدة ذو_الحجة ذي_الحجة هجري هجرية شمسی خورشیدی قمری ق ش ه هـ
    """
)
OTHER_CALENDARS_UNSPACED = _words(
    """
    平成 昭和 大正 仏暦
    တန်ခူး ကဆုန် နယုန် ဝါဆို ဝါခေါင် တော်သလင်း သီတင်းကျွတ် တန်ဆောင်မုန်း နတ်တော် ပြာသို တပို့တွဲ တပေါင်း
    """
)
