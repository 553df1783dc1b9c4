from __future__ import annotations

import pytest
from rasa.shared.utils.io import read_yaml_file

from bot.encoder.folders import PROJECT_FOLDER
from bot.nlu.place_names import PlaceNames
from tests.bot.nlu.places import about, find, index, names

DATA = PROJECT_FOLDER / "data" / "nlu"


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Tokoy", "JP-13"),
        ("en", "osakka", "JP-27"),
        ("en", "Kawaguchu", "11203"),
        ("en", "kawgauchi", "11203"),
        ("en", "Yokohma", "14100"),
        ("fr", "avocat à Hiroshma", "JP-34"),
        ("es", "vivo en Yokohoma", "14100"),
        ("ru", "Кавагуши", "11203"),
        ("ar", "كاواغوتشى قريبة", "11203"),
        ("fa", "هیروشیمه", "JP-34"),
        ("hi", "हिरोशमा", "JP-34"),
    ],
)
def test_one_mistake_is_forgiven(language: str, text: str, code: str) -> None:
    assert about(text, language) == (code,)


def test_an_exact_name_is_meant_rather_than_a_mistyped_one_before_it() -> None:
    assert about("from Yokohma to Nagoya", "en") == ("23100",)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "toys china morocco karachi nigeria saga machine simon today okay"),
        ("es", "minuto subida quinto centro mañana simone senda camino toyota"),
        ("pt", "minuto quinto maciça misto macia centrais"),
        ("fil", "nakita kagawad kaliwa halata kasama sarado"),
        ("sw", "kahawa miaka mipaka usiku karibu mahakama kisiwa"),
        ("tr", "hayata maçında karşıya kurum kapıya taşıma"),
        ("ar", "أوروبا أهم أوباما أساسية شيطاني توليد"),
        ("fa", "میباشد سایت‌ها سینما تولیدی شیطانی komak konid"),
        ("ru", "красива комары каната оказала"),
        ("bn", "কোরিয়া ক্রিয়া নারীরা করিয়া"),
        ("ja", "nihongo benkyou naritai nigeta senpai"),
    ],
)
def test_common_words_are_no_mistyped_places(language: str, words: str) -> None:
    assert find(words, language) == []


def test_words_of_the_training_data_can_be_kept_from_passing_for_mistyped_places() -> None:
    assert [found.bearers[0].code for found in PlaceNames(index()).find([(0, "Yokohoma")])] == ["14100"]
    assert list(PlaceNames(index()).mistyped("go to Yokohoma")) == ["yokohoma"]
    assert PlaceNames(index().with_common(("yokohoma",))).find([(0, "Yokohoma")]) == []


def test_hardly_a_training_line_that_names_no_place_is_given_one() -> None:
    """Other than by a name that stands in it: at most one mistyped name in 5,000 lines."""
    mistaken = lines = 0
    for file in DATA.glob("*/*.yml"):
        for entry in read_yaml_file(file)["nlu"]:
            for line in entry["examples"].splitlines():
                if entry["intent"] != "inform_place":
                    lines += 1
                    mistaken += any(True for _ in names().mistyped(line.removeprefix("- ")))
    assert lines > 10_000
    assert mistaken <= lines / 5_000
