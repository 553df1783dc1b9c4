"""From the first message to a card with a number or an address it takes a person three turns at most."""

from __future__ import annotations

import pytest

from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them
MOST_TURNS = 3
# Category, then what is said first and, when asked where, second: in 4 needs × 6 languages.
NEEDS = {
    ("en", "legal"): ("I need a lawyer", "in Nagoya"),
    ("en", "medical"): ("my son is ill, where is a doctor", "Osaka"),
    ("en", "housing"): ("I have nowhere to sleep tonight", "I am in Saitama"),
    ("en", "employment"): ("I want to find a job", "Tokyo"),
    ("ja", "legal"): ("弁護士を探しています", "名古屋です"),
    ("ja", "medical"): ("病院に行きたいです", "大阪"),
    ("ja", "housing"): ("今夜寝るところがありません", "埼玉にいます"),
    ("ja", "employment"): ("仕事を探しています", "東京です"),
    ("fr", "legal"): ("j'ai besoin d'un avocat", "à Nagoya"),
    ("fr", "medical"): ("je cherche un médecin", "Osaka"),
    ("fr", "housing"): ("je n'ai nulle part où dormir ce soir", "je suis à Saitama"),
    ("fr", "employment"): ("je cherche du travail", "Tokyo"),
    ("ar", "legal"): ("أحتاج إلى محام", "في ناغويا"),
    ("ar", "medical"): ("أين أجد طبيبا", "أوساكا"),
    ("ar", "housing"): ("ليس عندي مكان أنام فيه الليلة", "أنا في سايتاما"),
    ("ar", "employment"): ("أبحث عن عمل", "طوكيو"),
    ("fa", "legal"): ("وکیل می‌خواهم", "در ناگویا"),
    ("fa", "medical"): ("دکتر لازم دارم", "اوساکا"),
    ("fa", "housing"): ("امشب جایی برای خوابیدن ندارم", "در سایتاما هستم"),
    ("fa", "employment"): ("دنبال کار می‌گردم", "توکیو"),
    ("my", "legal"): ("ရှေ့နေ လိုအပ်ပါတယ်", "နာဂိုယာမှာ"),
    ("my", "medical"): ("ဆရာဝန်နဲ့ ပြချင်ပါတယ်", "အိုဆာကာ"),
    ("my", "housing"): ("ဒီည အိပ်စရာနေရာ မရှိဘူး", "ဆိုင်တာမာမှာပါ"),
    ("my", "employment"): ("အလုပ်ရှာနေပါတယ်", "တိုကျို"),
}


def turns_to_a_contact(shirube: WholeShirube, language: str, category: str, said: tuple[str, ...]) -> int | None:
    """After how many messages a card of the category with a phone number or an address was shown; None: never."""
    visitor = shirube.begin(language)
    for number, text in enumerate(said, 1):
        messages = visitor.send(text=text).json()["messages"]
        cards = [card for message in messages for card in message["services"]]
        if any(category in card["categories"] and (card["phones"] or card["address"]) for card in cards):
            return number
    return None


def test_help_is_three_turns_away_for_nineteen_needs_of_twenty(running_shirube: WholeShirube) -> None:
    turns = {
        (language, category): turns_to_a_contact(running_shirube, language, category, said)
        for (language, category), said in NEEDS.items()
    }
    late = {need: number for need, number in turns.items() if number is None or number > MOST_TURNS}
    assert len(turns) == 24
    assert len(late) <= len(turns) * 5 // 100, late
