"""In which language a visitor is answered: chosen, surely written, the conversation's, the browser's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from app.conversations.conversations import OpenConversation
from app.gateway.page_texts import NEEDS
from app.gateway.reply_language import reply_language
from app.settings import Settings
from tests.fixtures.english_only import publish_in_english_only
from tests.fixtures.servers import Gateway, StandInRasa

ARABIC = "كيف أقدم طلب اللجوء في اليابان؟"
PERSIAN = "شوهرم در زندان است و می‌خواهم بدانم چه کسی کمک می‌کند"
GERMAN = "Mein Mann ist im Gefängnis und ich möchte wissen, wer uns hilft"
OFFERED = ("en", "ja", "ja-simple", "fr", "ar", "fa", "prs", "my")


def talk(language: str, *, chosen: bool = False) -> OpenConversation:
    return OpenConversation("id", "token", language, chosen, None)


@pytest.mark.parametrize(
    ("browser", "text", "language"),
    [
        ("en", ARABIC, "ar"),
        ("en", "難民の申請はどうすればいいですか", "ja"),
        ("en", "Comment est-ce que je demande l'asile au Japon ?", "fr"),
        ("ja", "How do I apply for refugee status in Japan?", "en"),
        ("fa", "ok", "fa"),
        ("my", "visa card", "my"),
        ("ar", "hello my visa", "ar"),
        ("ar", "12345", "ar"),
    ],
)
def test_a_reply_follows_the_language_a_message_is_surely_in(
    gateway_with_rasa: Gateway, rasa: StandInRasa, browser: str, text: str, language: str
) -> None:
    rasa.says("utter_thank")
    client = gateway_with_rasa.client
    token = client.post("/api/v1/conversations", headers={"Accept-Language": browser}).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    reply = client.post("/api/v1/conversations/messages", json={"text": text}, headers=headers).json()
    assert reply["language"] == language
    assert reply["messages"][0]["language"] == language


def test_a_chosen_language_stays_and_the_written_one_is_offered(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_thank")
    reply = gateway_with_rasa.begin("fr").send(text=ARABIC).json()
    assert reply["language"] == "fr"
    assert reply["understanding"]["language"] == "ar"
    assert reply["messages"][-1]["language"] == "ar"
    assert reply["messages"][-1]["buttons"] == [{"title": "العربية", "payload": "language/ar"}]


def test_changing_the_language_shows_the_last_answer_again_in_it(gateway: Gateway) -> None:
    visitor = gateway.begin("en")
    visitor.send(payload="faq/apply_how")
    reply = visitor.send(payload="language/ar").json()
    assert reply["language"] == "ar"
    assert [(m["kind"], m["language"], m["topic"]) for m in reply["messages"]] == [
        ("notice", "ar", None),
        ("answer", "ar", "apply_how"),
    ]
    assert visitor.send(payload="faq/apply_fee").json()["messages"][0]["language"] == "ar"


def test_a_language_beside_a_message_is_a_choice(gateway: Gateway) -> None:
    visitor = gateway.begin("en")
    assert visitor.send(payload="faq/apply_how", language="fa-AF").json()["language"] == "fa"
    assert visitor.send(payload="faq/apply_how").json()["language"] == "fa"


def test_a_language_named_beside_a_message_is_a_choice_also_where_it_was_spoken_already(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says("utter_thank")
    client = gateway_with_rasa.client
    token = client.post("/api/v1/conversations", headers={"Accept-Language": "en"}).json()["token"]
    body = {"text": ARABIC, "language": "en"}
    headers = {"Authorization": f"Bearer {token}"}
    assert client.post("/api/v1/conversations/messages", json=body, headers=headers).json()["language"] == "en"


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("xx; q=0.9, fr; q=0.8, en; q=0.1", "fr"),
        ("en;q=0, ar;q=0.5", "ar"),
        ("fr;q=nan, ja", "ja"),
        ("en;q=x,my", "my"),
        ("*", "en"),
        (", ,;;", "en"),
    ],
)
def test_a_browsers_languages_are_read_as_browsers_write_them(
    gateway: Gateway, accept_language: str, language: str
) -> None:
    headers = {"Accept-Language": accept_language}
    assert gateway.client.post("/api/v1/conversations", headers=headers).json()["language"] == language


@pytest.mark.parametrize("length", [1_000, 30_000])
def test_an_endless_language_is_no_work(gateway: Gateway, length: int) -> None:
    endless = "a-" * (length // 2)
    client = gateway.client
    for answer in (
        client.get("/api/v1/topics", headers={"Accept-Language": endless}),
        client.get("/api/v1/topics", params={"language": endless}),
        client.get("/", params={"language": endless}),
    ):
        assert answer.status_code in {200, 422}
        assert answer.elapsed.total_seconds() < 0.5


@pytest.mark.parametrize("language", ["fr", "ar", "fa", "my"])
def test_an_answer_that_is_not_translated_is_english_and_says_so(
    settings: Settings, start_gateway: Callable[..., Gateway], language: str
) -> None:
    topic = publish_in_english_only(settings)
    reply = start_gateway().begin(language).send(payload=f"faq/{topic}").json()
    notice, answer, *_ = reply["messages"]
    assert (notice["kind"], notice["language"]) == ("notice", language)
    assert (answer["kind"], answer["language"], answer["state"]) == ("answer", "en", "original")


@pytest.mark.parametrize("language", ["ja", "fr", "ar", "fa", "my"])
@pytest.mark.parametrize(
    "payload", ["faq/apply_how", "danger/emergency", "faq/no_insurance", "faq/assistant_privacy", "human"]
)
def test_the_promised_answers_are_in_the_visitors_language(gateway: Gateway, language: str, payload: str) -> None:
    messages = gateway.begin(language).send(payload=payload).json()["messages"]
    assert {(m["language"], m["state"]) for m in messages} == {(language, "machine")}


@pytest.mark.parametrize("language", ["ja", "fr", "ar", "fa", "my"])
def test_services_are_shown_in_the_visitors_language(gateway: Gateway, language: str) -> None:
    message = gateway.begin(language).send(payload="need/legal").json()["messages"][0]
    assert message["language"] == language
    english = gateway.begin("en").send(payload="need/legal").json()["messages"][0]
    by_id = {service["id"]: service for service in english["services"]}
    for service in message["services"]:
        assert service["eligibility"] != by_id.get(service["id"], {}).get("eligibility")


@pytest.mark.parametrize(
    ("spoken", "chosen", "text", "tag", "offer"),
    [
        ("en", False, PERSIAN, "fa", None),
        ("prs", False, PERSIAN, "prs", None),  # text cannot tell Dari from Persian
        ("prs", True, ARABIC, "prs", "ar"),
        ("ja-simple", False, "難民の申請はどうすればいいですか", "ja-simple", None),
        ("ja-simple", False, ARABIC, "ar", None),
        ("ar", False, "hello my visa", "ar", "en"),
        ("en", False, "ana 3ayez mo7ami 3ashan el iqama", "en", "ar"),
        ("ja", False, "ok", "ja", None),
        ("ja", False, "Tokyo", "ja", None),
    ],
)
def test_what_is_sure_is_followed_and_what_is_likely_offered(
    spoken: str, chosen: bool, text: str, tag: str, offer: str | None
) -> None:
    decided = reply_language(text, talk(spoken, chosen=chosen), OFFERED)
    assert (decided.tag, decided.offer, decided.not_offered) == (tag, offer, False)


def test_dari_is_offered_to_nobody_because_of_a_text() -> None:
    for spoken in OFFERED:
        decided = reply_language(PERSIAN, talk(spoken, chosen=True), OFFERED)
        assert "prs" not in {decided.offer, decided.identified.language}


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        (GERMAN, ("en",)),
        ("مێردەکەم لە زیندانە و دەمەوێت بزانم کێ یارمەتیمان دەدات", ("ar", "fa")),
        ("ຂ້ອຍຈະຫາທະນາຍຄວາມໄດ້ຢູ່ໃສ", ()),
        ("Mi marido está en la cárcel y quiero saber quién nos ayuda", ()),  # known, not offered yet
    ],
)
def test_a_language_we_do_not_answer_in_stays_where_it_is_and_says_so(text: str, readable: tuple[str, ...]) -> None:
    decided = reply_language(text, talk("ja"), OFFERED)
    assert (decided.tag, decided.not_offered, decided.readable, decided.offer) == ("ja", True, readable, None)


def test_who_writes_in_a_language_we_do_not_answer_in_is_told_so_and_still_answered(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "apply_fee"}}])
    reply = gateway_with_rasa.begin("ja").send(text=GERMAN).json()
    notes = [message for message in reply["messages"] if message["topic"] is None]
    assert [note["language"] for note in notes] == ["en", "ja"]
    assert "human" in pressed(notes[-1])
    assert reply["messages"][-1]["topic"] == "apply_fee"
    assert reply["language"] == "ja"


def pressed(message: dict[str, Any]) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


PICTURED = ["danger/emergency", *(f"need/{need}" for need in NEEDS)]


def test_who_may_read_none_of_our_languages_gets_pictures_once(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_thank")
    visitor = gateway_with_rasa.begin("ja")
    (*_, note) = [one for one in visitor.send(text=GERMAN).json()["messages"] if one["language"] == "ja"][:1]
    assert pressed(note)[: len(PICTURED) + 2] == [*PICTURED, "human", "language/en"]
    pictures = [button["title"][0] for button in note["buttons"][: len(PICTURED)]]
    assert len(set(pictures)) == len(PICTURED)
    assert {unicodedata.category(sign) for sign in pictures} == {"So"}
    again = visitor.send(text=f"{GERMAN}!").json()["messages"]
    assert not [payload for one in again for payload in pressed(one) if payload in PICTURED]
    assert any("language/en" in pressed(one) for one in again)


def test_numbers_come_before_the_word_on_languages_and_no_picture_after_them(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "emergency"}}])
    visitor = gateway_with_rasa.begin("ja")
    messages = visitor.send(text=GERMAN).json()["messages"]
    assert messages[0]["kind"] == "crisis"
    assert not [payload for one in messages for payload in pressed(one) if payload in PICTURED]
    safe = visitor.send(payload="safe/yes").json()["messages"]
    assert not [payload for one in safe for payload in pressed(one) if payload in PICTURED]


def test_after_a_danger_pictures_are_not_taken_for_the_search_it_ended(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says("utter_thank")
    visitor = gateway_with_rasa.begin("ja")
    visitor.send(text=GERMAN)
    safe = visitor.send(payload="safe/yes").json()["messages"]
    assert not [payload for one in safe for payload in pressed(one) if payload in PICTURED]
