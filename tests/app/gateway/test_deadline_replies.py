"""When the paper came is asked by button, and answered with the cautious day, in every language and at any hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.gateway.written_dates import day_in_text, day_on_button
from app.knowledge.content import Content
from app.knowledge.deadlines import review_deadline
from app.knowledge.freshness import JAPAN
from app.messages import Messages, read_messages
from app.settings import ROOT
from tests.fixtures.servers import Gateway, StandInRasa, Visitor

LANGUAGES = ("en", "ar", "fa", "fr", "ja", "ja-simple", "my")
WEDNESDAY = date(2026, 12, 9)
SUNDAY = date(2026, 11, 29)
JAR = "03-5379-6001"
ASKED = [*(f"received/{ago}" for ago in range(8)), "received/earlier", "received/not-yet"]
TOO_LATE = ("too late", "trop tard", "فات الأوان", "متأخر", "دیر شده", "手遅れ", "遅すぎ", "おそい", "နောက်ကျ")


@pytest.fixture(scope="module")
def words() -> Messages:
    return read_messages(Content(ROOT / "content"))


def on(gateway: Gateway, day: date, hour: int = 12, minute: int = 0) -> Gateway:
    """The gateway on a day in Japan."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAPAN).astimezone(UTC)
    gateway.app.state.gateway.now = lambda: moment
    return gateway


def sent(visitor: Visitor, **body: Any) -> list[dict[str, Any]]:
    response = visitor.send(**body)
    assert response.status_code == 200, response.text
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


def payloads(message: dict[str, Any]) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


def test_the_question_follows_answers_to_people_with_a_paper_in_their_hands(own_gateway: Gateway) -> None:
    for topic in ("refused", "appeal_how", "appeal_deadline"):
        answer, question = sent(on(own_gateway, SUNDAY).begin(), payload=f"faq/{topic}")
        assert (answer["topic"], answer["asked_on"]) == (topic, None)
        assert (question["kind"], question["topic"], question["asked_on"]) == ("question", None, "2026-11-29")
    assert question["text"].startswith("When did you get the paper?")
    assert payloads(question) == ASKED
    assert [button["title"] for button in question["buttons"]] == [
        "Today – Sunday, 29 November",
        "Yesterday – Saturday, 28 November",
        "Two days ago – Friday, 27 November",
        "3 days ago – Thursday, 26 November",
        "4 days ago – Wednesday, 25 November",
        "5 days ago – Tuesday, 24 November",
        "6 days ago – Monday, 23 November",
        "7 days ago – Sunday, 22 November",
        "Earlier",
        "Not yet",
    ]


def test_it_follows_when_somebody_says_to_have_been_refused_and_after_simpler_words(own_gateway: Gateway) -> None:
    visitor = on(own_gateway, SUNDAY).begin()
    assert payloads(sent(visitor, payload="situation/refused")[-1]) == ASKED
    sent(visitor, payload="faq/appeal_deadline")
    assert [bool(message["asked_on"]) for message in sent(visitor, payload="simpler")] == [False, True]
    assert not any(message["asked_on"] for message in sent(visitor, payload="faq/apply_fee"))
    assert not any(message["asked_on"] for message in sent(visitor, payload="situation/waiting"))


def test_it_follows_an_answer_to_words_and_not_our_own_reply_said_again(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "refused"}}])
    assert payloads(sent(visitor, text="they refused me")[-1]) == ASKED
    sent(visitor, payload="received/earlier")
    rasa.says("utter_repeat")
    (again,) = sent(visitor, text="say that again")
    assert again["asked_on"] is None
    rasa.says_messages([{"response": "utter_answer", "arguments": {"topic": "apply_fee"}}])
    assert not any(message["asked_on"] for message in sent(visitor, text="what does it cost"))


def test_a_partner_who_asks_for_one_topic_gets_the_answer_alone(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/topics/appeal_deadline?language=en").json()
    assert answer["topic"] == "appeal_deadline" and answer["asked_on"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_is_answered_in_every_language(own_gateway: Gateway, words: Messages, language: str) -> None:
    for today in (WEDNESDAY, SUNDAY):
        visitor = on(own_gateway, today).begin(language)
        for payload in ASKED:
            question = sent(visitor, payload="faq/appeal_deadline")[-1]
            assert question["language"] == language
            assert question["buttons"][1]["title"].endswith(day_on_button(today - timedelta(days=1), language))
            (reply,) = sent(visitor, payload=payload)
            assert_answered(reply, payload, today, language, words)


def assert_answered(reply: dict[str, Any], payload: str, today: date, language: str, words: Messages) -> None:
    """`reply` names the cautious day and whom to call; where that day is over, it sends people on their way today."""
    assert (reply["kind"], reply["topic"], reply["language"]) == ("answer", "appeal_deadline", language)
    assert reply["state"] == ("original" if language == "en" else "machine")
    assert reply["text"].count(JAR) == 1 and [service["id"] for service in reply["services"]] == ["jar"]
    assert reply["sources"] and "faq/appeal_deadline" in payloads(reply)
    assert "{" not in reply["text"] and not any(late in reply["text"] for late in TOO_LATE)
    ago = payload.removeprefix("received/")
    deadline = review_deadline(today - timedelta(days=int(ago)), today) if ago.isdecimal() else None
    if deadline is None or deadline.is_past:
        assert reply["calendar"] is None
        urges = words.text("utter_deadline_past", language) in reply["text"]
        assert urges == (payload != "received/not-yet")
        return
    title = words.text("calendar.title", language)
    assert reply["calendar"] == {"date": deadline.cautious_day.isoformat(), "title": title}
    assert day_in_text(deadline.cautious_day, language) in reply["text"]
    assert words.text("utter_deadline_law", language) in reply["text"]
    assert words.text("utter_deadline_bring", language) in reply["text"]


def test_a_whole_reply_reads_like_this(own_gateway: Gateway) -> None:
    (reply,) = sent(on(own_gateway, SUNDAY).begin(), payload="received/1")
    assert reply["text"] == (
        "Hand in your request for review (審査請求) at your regional immigration office on or before"
        " **Friday, 4 December 2026**. Days left: 5.\n\n"
        "- We count carefully. The day you got the paper (Saturday, 28 November) is day 1 of 7."
        " If the office is closed on day 7, we take the working day before.\n"
        "- The law may allow one day more; a lawyer can tell you.\n"
        "- Call a lawyer or JAR (難民支援協会) today: **03-5379-6001**.\n"
        "- Bring a short request first. It is enough at the start (older source)."
        " Your detailed statement (申述書) and new evidence can follow."
    )
    assert reply["calendar"] == {"date": "2026-12-04", "title": "Appointment"}


URGENT = [
    ("2026-12-09", "received/6", "**today, Wednesday, 9 December 2026**", "Days left"),
    ("2026-12-09", "received/7", "office **today**", "tomorrow"),
    ("2026-12-09", "received/earlier", "office **today**", "be closed"),
    ("2026-12-06", "received/earlier", "Then be there as soon as it opens.", "one day more"),
    ("2026-12-06", "received/7", "The law may allow one day more", "Days left"),
    ("2026-12-09", "received/earlier", "about 6 months. Ask a lawyer now.", "2027"),
    ("2026-12-09", "received/not-yet", "keep the envelope", "**today"),
]


def test_the_last_day_and_the_days_after_it_send_people_on_their_way_today(own_gateway: Gateway) -> None:
    for today, payload, says, not_says in URGENT:
        (reply,) = sent(on(own_gateway, date.fromisoformat(today)).begin(), payload=payload)
        assert says in reply["text"], payload
        assert not_says not in reply["text"], payload


def test_a_button_pressed_after_midnight_means_the_day_that_stood_on_it(own_gateway: Gateway) -> None:
    visitor = on(own_gateway, WEDNESDAY, 23, 50).begin()
    question = sent(visitor, payload="faq/appeal_deadline")[-1]
    assert question["buttons"][0]["title"] == "Today – Wednesday, 9 December"
    on(own_gateway, WEDNESDAY + timedelta(days=1), 0, 10)
    (reply,) = sent(visitor, payload="received/0")
    assert reply["calendar"]["date"] == "2026-12-15"
    assert "Days left: 5." in reply["text"]
    assert "got the paper (Wednesday, 9 December)" in reply["text"]


def test_a_button_of_long_ago_is_shown_back_before_it_is_counted(own_gateway: Gateway) -> None:
    visitor = on(own_gateway, WEDNESDAY).begin()
    sent(visitor, payload="faq/appeal_deadline")
    for _ in range(3):
        sent(visitor, payload="faq/apply_fee")
    (again,) = sent(visitor, payload="received/2")
    assert again["text"].startswith("You mean Monday, 7 December 2026?")
    assert payloads(again) == ["received/2", *(one for one in ASKED if one != "received/2")]
    (reply,) = sent(visitor, payload="received/2")
    assert reply["calendar"]["date"] == "2026-12-11"


SHOWN_BACK = [
    ("en", "25 November", "4 days ago – Wednesday, 25 November", "received/4"),
    ("en", "11/29", "Today – Sunday, 29 November", "received/0"),
    ("en", "3 November", "Tuesday, 3 November", "received/earlier"),
    ("ar", "٢٥ نوفمبر", "قبل 4 أيام – الأربعاء، 25 نوفمبر", "received/4"),
    ("fa", "۲۷ نوامبر ۲۰۲۶", "پریروز – جمعه 27 نوامبر", "received/2"),
    ("fr", "le 28 novembre", "Hier – samedi 28 novembre", "received/1"),
    ("ja", "令和8年11月25日", "4日前：11月25日（水曜日）", "received/4"),
    ("ja-simple", "11月25日", "よっか まえ：11がつ 25にち（すいようび）", "received/4"),
    ("my", "နိုဝင်ဘာလ ၂၅ ရက်", "လွန်ခဲ့တဲ့ 4 ရက်က – နိုဝင်ဘာလ 25 ရက်၊ ဗုဒ္ဓဟူးနေ့", "received/4"),
    ("my", "၂၀၂၆-၁၁-၀၃", "နိုဝင်ဘာလ 3 ရက်၊ အင်္ဂါနေ့", "received/earlier"),
]


def test_a_typed_date_is_shown_back_as_a_button(own_gateway: Gateway) -> None:
    for language, text, first, payload in SHOWN_BACK:
        visitor = on(own_gateway, SUNDAY).begin(language)
        sent(visitor, payload="faq/refused")
        response = visitor.send(text=text).json()
        (shown,) = response["messages"]
        assert (response["language"], shown["language"], shown["kind"]) == (language, language, "question")
        assert shown["buttons"][0] == {"title": first, "payload": payload}
        assert sorted(payloads(shown)) == sorted(ASKED)
        assert "2026" in shown["text"] and "{day}" not in shown["text"]
        assert response["understanding"]["intent"] == "received"
        (reply,) = sent(visitor, payload=payload)
        assert reply["topic"] == "appeal_deadline"


def test_a_date_that_is_not_surely_one_day_is_asked_about_again(own_gateway: Gateway) -> None:
    visitor = on(own_gateway, SUNDAY).begin()
    sent(visitor, payload="faq/refused")
    for text in ("11/12", "3 December", "۴ آذر ۱۴۰۵", "2569/11/25", "Thursday 25 November"):
        (asked,) = sent(visitor, text=text)
        assert asked["text"].startswith("I am not sure which day you mean."), text
        assert payloads(asked) == ASKED
    (shown,) = sent(visitor, text="25 November")  # right after it was asked again
    assert shown["buttons"][0]["payload"] == "received/4"


def test_a_date_is_read_soon_after_the_question_only_and_never_by_rasa(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    rasa.says("utter_greet")
    visitor = gateway_with_rasa.begin()
    sent(visitor, text="2026-11-03")
    assert [one["text"] for one in rasa.asked] == ["2026-11-03"]
    sent(visitor, payload="faq/appeal_how")
    sent(visitor, text="2026-11-03")
    assert len(rasa.asked) == 1
    sent(visitor, text="on 2026-11-03 he hit me")
    assert [one["text"] for one in rasa.asked] == ["2026-11-03", "on 2026-11-03 he hit me"]
    sent(visitor, text="paper came on 3 November 2026")
    assert len(rasa.asked) == 2
    for text in ("thanks", "and now?", "hello?"):
        sent(visitor, text=text)
    sent(visitor, text="2026-11-03")  # we have long spoken of something else
    assert rasa.asked[-1]["text"] == "2026-11-03"


def test_without_the_advisers_in_the_directory_a_lawyer_is_named(
    own_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = own_gateway.app.state.gateway.knowledge.catalogue
    monkeypatch.delitem(catalogue.services, "jar")
    monkeypatch.delitem(catalogue.topics, "appeal_deadline")
    for payload in ASKED:
        (reply,) = sent(on(own_gateway, WEDNESDAY).begin(), payload=payload)
        assert "lawyer" in reply["text"] and JAR not in reply["text"] and "{phone}" not in reply["text"]
        assert reply["services"] == [] and reply["topic"] is None
