"""The whole Shirube over HTTP: what people ask in six languages gets the right answer and the right services."""

from __future__ import annotations

import pytest

from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them

HOW_TO_APPLY = {
    "en": "How do I apply for refugee status?",
    "ja": "難民申請はどうすればいいですか",
    "fr": "Comment demander le statut de réfugié ?",
    "ar": "كيف أقدم طلب اللجوء في اليابان؟",
    "fa": "چطور باید درخواست پناهندگی بدهم؟",
    "my": "ဒုက္ခသည်အဖြစ် ဘယ်လိုလျှောက်ထားရမလဲ",
}
NEEDS = {
    ("legal", "JP-23"): (
        "lawyer in Nagoya",
        "名古屋で弁護士",
        "avocat à Nagoya",
        "محامي في ناغويا",
        "وکیل در ناگویا",
        "နာဂိုယာမှာ ရှေ့နေ",
    ),
    ("medical", "JP-27"): (
        "hospital Osaka",
        "大阪の病院",
        "hôpital Osaka",
        "مستشفى أوساكا",
        "بیمارستان اوساکا",
        "အိုဆာကာ ဆေးရုံ",
    ),
    ("housing", "JP-11"): (
        "nowhere to sleep in Saitama",
        "埼玉で寝るところがない",
        "nulle part où dormir à Saitama",
        "ما عندي مكان أنام فيه في سايتاما",
        "در سایتاما جایی برای خوابیدن ندارم",
        "ဆိုင်တာမာမှာ အိပ်စရာနေရာမရှိဘူး",
    ),
    ("employment", "JP-13"): (
        "job in Tokyo",
        "東京で仕事",
        "travail à Tokyo",
        "شغل في طوكيو",
        "کار در توکیو",
        "တိုကျိုမှာ အလုပ်",
    ),
}
DANGER = {
    "en": "i want to die",
    "ja": "死にたい",
    "fr": "je veux mourir",
    "ar": "أريد أن أموت",
    "fa": "می‌خواهم بمیرم",
    "my": "သေချင်တယ်",
}
CASES = [
    (category, prefecture, language, text)
    for (category, prefecture), texts in NEEDS.items()
    for language, text in zip(HOW_TO_APPLY, texts, strict=True)
]


@pytest.mark.parametrize("language", HOW_TO_APPLY)
def test_how_to_apply_is_answered_in_the_language_asked_in_with_sources(
    running_shirube: WholeShirube, language: str
) -> None:
    reply = running_shirube.begin(language).send(text=HOW_TO_APPLY[language]).json()
    answer = reply["messages"][0]
    assert (answer["topic"], answer["language"], answer["kind"]) == ("apply_how", language, "answer")
    assert answer["sources"]
    assert reply["understanding"]["topics"][0]["id"] == "apply_how"


@pytest.mark.parametrize(("category", "prefecture", "language", "text"), CASES)
def test_a_need_and_a_place_give_services_of_that_kind_there(
    running_shirube: WholeShirube, category: str, prefecture: str, language: str, text: str
) -> None:
    reply = running_shirube.begin(language).send(text=text).json()
    services = next(message for message in reply["messages"] if message["kind"] == "services")
    assert services["language"] == language
    assert services["services"][0]["prefecture"] == prefecture
    assert all(category in service["categories"] for service in services["services"])
    assert [entity["entity"] for entity in reply["understanding"]["entities"]] == ["place"]


@pytest.mark.parametrize("language", DANGER)
def test_a_cry_for_help_gets_the_crisis_text(running_shirube: WholeShirube, language: str) -> None:
    message = running_shirube.begin(language).send(text=DANGER[language]).json()["messages"][0]
    assert (message["kind"], message["topic"], message["language"]) == ("crisis", "suicide_crisis", language)
    assert "119" in message["text"]


def test_need_and_place_are_remembered_over_turns(running_shirube: WholeShirube) -> None:
    visitor = running_shirube.begin()
    assert visitor.send(payload="need/legal").json()["messages"][0]["kind"] == "question"
    there = visitor.send(payload="place/23100").json()["messages"][0]
    assert there["services"][0]["prefecture"] == "JP-23"
    more = visitor.send(payload="more").json()["messages"][0]
    assert more["services"] and not {s["id"] for s in more["services"]} & {s["id"] for s in there["services"]}
    women = visitor.send(payload="only/phone").json()["messages"][0]
    assert all(service["phones"] for service in women["services"])


def test_a_name_of_several_places_is_asked_about_and_the_button_answers(running_shirube: WholeShirube) -> None:
    visitor = running_shirube.begin()
    visitor.send(payload="need/legal")
    reply = visitor.send(text="I live in Fuchu").json()
    asked = reply["messages"][-1]
    assert asked["kind"] == "question"
    assert [button["title"] for button in asked["buttons"]] == ["Fuchu (Tokyo)", "Fuchu (Hiroshima)"]
    assert reply["understanding"]["entities"] == []
    there = visitor.send(payload=asked["buttons"][0]["payload"]).json()["messages"][0]
    assert there["services"][0]["prefecture"] == "JP-13"


def test_near_me_asks_where_and_the_place_named_next_is_taken(running_shirube: WholeShirube) -> None:
    visitor = running_shirube.begin()
    reply = visitor.send(text="lawyer near me").json()
    assert reply["understanding"]["entities"] == [{"entity": "place", "value": "near"}]
    asked = reply["messages"][-1]
    assert asked["kind"] == "question" and "place/JP-13" in [button["payload"] for button in asked["buttons"]]
    there = visitor.send(text="Nagoya").json()["messages"][0]
    assert there["services"][0]["prefecture"] == "JP-23"


def test_repeat_and_simpler_work_on_the_last_answer(running_shirube: WholeShirube) -> None:
    visitor = running_shirube.begin()
    said = visitor.send(text=HOW_TO_APPLY["en"]).json()["messages"][0]
    assert visitor.send(payload="repeat").json()["messages"][0]["text"] == said["text"]
    simpler = visitor.send(payload="simpler").json()["messages"][0]
    assert simpler["topic"] == "apply_how" and len(simpler["text"]) < len(said["text"])


@pytest.mark.parametrize("text", ["what is the weather tomorrow", "qwrtz plmkn", "/restart", "/faq{}", "?!", "1234"])
def test_what_is_not_ours_is_never_met_with_silence(running_shirube: WholeShirube, text: str) -> None:
    reply = running_shirube.begin().send(text=text)
    assert reply.status_code == 200 and reply.json()["messages"]
