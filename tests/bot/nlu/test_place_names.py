from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.encoder.folders import PROJECT_FOLDER
from bot.nlu.blank_tokenizer import BlankTokenizer
from bot.nlu.place_names import PlaceNames, read_places, the_place

TOKENIZER = BlankTokenizer(BlankTokenizer.get_default_config())


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames(read_places(PROJECT_FOLDER / "content/places/places.yml"))


def tokens(text: str, language: str) -> list[tuple[int, str]]:
    return [(t.start, t.text) for t in TOKENIZER.tokenize(Message({TEXT: text, "language": language}), TEXT)]


@pytest.mark.parametrize(
    ("language", "text", "code", "spelled"),
    [
        ("en", "lawyer in Nagoya", "23100", "Nagoya"),
        ("en", "hospital OSAKA", "JP-27", "OSAKA"),
        ("en", "Osaka city please", "27100", "Osaka city"),
        ("en", "i stay in osakashi", "27100", "osakashi"),
        ("en", "I live in Nagoya-shi", "23100", "Nagoya"),
        ("en", "I stay in Tōkyō", "JP-13", "Tōkyō"),
        ("fr", "à l'hôpital d’Osaka", "JP-27", "Osaka"),
        ("fr", "je vis à Saïtama", "JP-11", "Saïtama"),
        ("fr", "ville d'Osaka", "27100", "ville d'Osaka"),
        ("ja", "名古屋で弁護士を探しています", "23100", "名古屋"),
        ("ja", "大阪の病院", "JP-27", "大阪"),
        ("ja", "大阪市の病院", "27100", "大阪市"),
        ("ja", "東京都に住んでいます", "JP-13", "東京都"),
        ("ja", "さいたまで寝る所がない", "JP-11", "さいたま"),
        ("ar", "محامي في ناغويا", "23100", "ناغويا"),
        ("ar", "مستشفى بأوساكا", "JP-27", "بأوساكا"),
        ("ar", "وبطوكيو", "JP-13", "وبطوكيو"),
        ("ar", "مدينة سايتاما", "11100", "مدينة سايتاما"),
        ("fa", "وکیل در ناگویا", "23100", "ناگویا"),
        ("fa", "من توکیو‌ام", "JP-13", None),
        ("fa", "اوساکایی هستم", "JP-27", "اوساکایی"),
        ("my", "နာဂိုယာမှာ ရှေ့နေ", "23100", "နာဂိုယာ"),
        ("my", "တိုကျိုကပါ", "JP-13", "တိုကျို"),
        ("en", "lawyer in 名古屋 please", "23100", "名古屋"),
    ],
)
def test_a_place_is_found_however_it_is_written(
    names: PlaceNames, language: str, text: str, code: str, spelled: str | None
) -> None:
    (found,) = names.find(tokens(text, language))
    assert found.place.code == code
    assert spelled in (None, text[found.start : found.end])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my date is wrong"),
        ("en", "the naganoish thing"),
        ("en", "unosaka"),
        ("ja", "千葉さんに聞きました"),
        ("ja", "すみません だいじょうぶです"),
        ("ar", "كيف أقدم طلب اللجوء"),
        ("ar", "شو تسوي"),
        ("my", "ဒုက္ခသည်"),
        ("en", "..."),
        ("en", ""),
    ],
)
def test_what_is_no_place_is_not_found(names: PlaceNames, language: str, text: str) -> None:
    assert names.find(tokens(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Chiba ken, Matsudo", "12207"),
        ("ja", "埼玉県川口市です", "11203"),
        ("en", "I moved from Osaka to Tokyo", "JP-27"),
        ("en", "Nagoya or Osaka", "23100"),
    ],
)
def test_of_several_places_a_city_in_its_prefecture_wins_else_the_first(
    names: PlaceNames, language: str, text: str, code: str
) -> None:
    about = the_place(names.find(tokens(text, language)))
    assert about is not None
    assert about.place.code == code


def test_words_of_visitors_are_not_remembered(names: PlaceNames) -> None:
    names.find(tokens("Xyzzyplugh in Nagoya", "en"))
    assert "Xyzzyplugh" not in TOKENIZER._pipeline("en").vocab.strings
    assert "xyzzyplugh" not in names._vocab.strings
