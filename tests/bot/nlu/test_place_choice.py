from __future__ import annotations

import pytest

from tests.bot.nlu.places import about


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Chiba ken, Matsudo", "12207"),
        ("ja", "埼玉県川口市です", "11203"),
        ("en", "I moved from Osaka to Tokyo", "JP-27"),
        ("en", "Nagoya or Osaka", "23100"),
    ],
)
def test_of_several_places_a_city_in_its_prefecture_wins_else_the_first(language: str, text: str, code: str) -> None:
    assert about(text, language) == (code,)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Ota", {"10205", "13111"}),
        ("en", "Fuchu city", {"13206", "34208"}),
        ("en", "Minato ward", {"13103", "23111", "27107"}),
        ("ja", "府中市に住んでいます", {"13206", "34208"}),
        ("ja", "港区", {"13103", "23111", "27107"}),
        ("hi", "मिनातो वार्ड", {"13103", "23111", "27107"}),
        ("ko", "후추시", {"13206", "34208"}),
    ],
)
def test_a_name_of_several_places_gives_all_of_them(language: str, text: str, codes: set[str]) -> None:
    assert set(about(text, language)) == codes


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Ota, Gunma", "10205"),
        ("en", "Ota in Tokyo", "13111"),
        ("en", "Fuchu, Hiroshima prefecture", "34208"),
        ("en", "Fuchu near Hachioji", "13206"),
        ("en", "Minato ward, Nagoya", "23111"),
        ("ja", "大阪市北区", "27127"),
        ("ja", "東京の港区", "13103"),
        ("ar", "أوتا غونما", "10205"),
        ("en", "Osaka", "JP-27"),  # the prefecture, not its capital
        ("en", "Ota-ku", "13111"),  # a ward; the other is a city
    ],
)
def test_the_rest_of_the_message_settles_which_one_is_meant(language: str, text: str, code: str) -> None:
    assert about(text, language) == (code,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a doctor near me"),
        ("en", "food bank close to my house"),
        ("en", "anything around here?"),
        ("fr", "un médecin près de chez moi"),
        ("ja", "近くの病院"),
        ("ja", "うちの近くで日本語を習いたい"),
        ("ar", "طبيب قريب مني"),
        ("fa", "دکتر نزدیک خانه‌ام"),
        ("my", "အနီးဆုံး ဆေးခန်း"),
        ("es", "un abogado cerca de mí"),
        ("tr", "bana yakın avukat"),
        ("ru", "врач рядом со мной"),
        ("ko", "제 근처에 병원 있어요?"),
        ("zh-Hans", "我附近的医院"),
        ("sw", "daktari karibu na mimi"),
        ("vi", "bác sĩ gần nhà tôi"),
    ],
)
def test_near_me_is_a_wish_for_a_place(language: str, text: str) -> None:
    assert about(text, language) == ("near",)


def test_a_place_named_is_meant_rather_than_near_me() -> None:
    assert about("near me, I mean in Nagoya", "en") == ("23100",)


@pytest.mark.parametrize("text", ["I have money", "मेरे पास पैसा नहीं है", "gần đây tôi ốm"])
def test_what_only_sounds_near_is_not(text: str) -> None:
    assert about(text, "en") == ()
