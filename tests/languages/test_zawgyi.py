"""Run in both rooms: what is Zawgyi becomes Unicode, and what is Unicode stays as it is."""

import random
import unicodedata

import pytest

from languages.zawgyi import is_zawgyi, read, to_unicode
from tests.fixtures.burmese import BURMESE, DRAWN, burmese_of_ours, karen_words, pieces, rows


@pytest.mark.parametrize("column", [1, 2], ids=["icu", "rabbit"])
def test_sentences_that_others_wrote_in_zawgyi_are_read_right(column: int) -> None:
    pairs = rows("zawgyi.tsv")
    assert len(pairs) == 1000
    wrong = [(pair[0], read(pair[column])) for pair in pairs if read(pair[column]) != pair[0]]
    assert len(wrong) <= 10, wrong
    assert sum(to_unicode(pair[column]) != pair[0] for pair in pairs) <= 5


def test_reading_twice_changes_nothing() -> None:
    read_once = [read(text) for row in rows("zawgyi.tsv") for text in row]
    assert [(once, read(once)) for once in read_once if read(once) != once] == []


def test_burmese_in_unicode_is_hardly_ever_taken_for_zawgyi() -> None:
    texts = burmese_of_ours()
    assert len(texts) > 8000
    words = sorted({word for text in texts for word in text.split() if BURMESE.search(word)})
    tried = texts + words + [piece for piece in pieces(texts, random.Random(1)) if BURMESE.search(piece)]
    taken = [text for text in tried if is_zawgyi(text)]
    assert len(taken) <= len(tried) / 1000, taken
    assert not set(taken) & set(texts)


def test_shan_and_mon_are_not_taken_for_zawgyi() -> None:
    texts = [text for _, text in rows("myanmar_neighbours.tsv")]
    tried = texts + [word for text in texts for word in text.split()] + list(pieces(texts * 20, random.Random(2)))
    assert [text for text in tried if is_zawgyi(text)] == []


def test_karen_is_not_taken_for_zawgyi() -> None:
    words = karen_words(random.Random(3))
    written = ["ကညီကျိာ်", "ကညီလံာ်ခီၣ်ထံး", "တၢ်ဂၤ", "ပှၤဂၤတဂၤ", "ကီၢ်ယပၤ"]
    assert [word for word in written if is_zawgyi(word)] == []
    taken = [word for word in words if is_zawgyi(word)]
    assert len(taken) <= len(words) / 10_000, taken


def test_signs_may_be_typed_in_any_order() -> None:
    chance = random.Random(4)
    for _, _, zawgyi in rows("zawgyi.tsv"):
        shuffled = DRAWN.sub(lambda match: match[1] + "".join(chance.sample(match[2], len(match[2]))), zawgyi)
        assert to_unicode(shuffled) == to_unicode(zawgyi)


@pytest.mark.parametrize(
    ("zawgyi", "unicode"),
    [
        ("မဂၤလာပါ", "မင်္ဂလာပါ"),
        ("ေယာက္်ား", "ယောက်ျား"),
        ("ကၽြန္ုပ္", "ကျွန်ုပ်"),
        ("ေက်းဇူးတင္ပါတယ္", "ကျေးဇူးတင်ပါတယ်"),
        ("ဥာဏ္", "ဉာဏ်"),
        ("၀င္ခြင့္", "ဝင်ခွင့်"),
        ("၁၀ ရက္", "၁၀ ရက်"),
        ("visa ကုန္သြားၿပီ 03-1234-5678", "visa ကုန်သွားပြီ 03-1234-5678"),
    ],
    ids=["kinzi", "asat-before-vowel", "asat-and-u", "thanks", "nya", "zero-for-wa", "ten", "mixed"],
)
def test_a_word(zawgyi: str, unicode: str) -> None:
    expected = unicodedata.normalize("NFC", unicode)
    assert is_zawgyi(zawgyi)
    assert read(zawgyi) == expected
    assert read(expected) == expected


def test_other_scripts_are_left_alone() -> None:
    texts = ["", "I need help", "助けてください", "كمك", "{}", "၁၂၃", "မ", "ကူညီပါ"]
    assert [read(text) for text in texts] == texts
    assert [to_unicode(text) for text in texts] == texts
