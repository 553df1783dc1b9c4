"""The conversation as forms: the same door as the API, answered once, and nothing typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.conversations.models import Conversation, SealedReply, TurnCount
from tests.fixtures.plain_page import PlainVisitor, read_html
from tests.fixtures.servers import Gateway, StandInRasa

CANARY = "canary & <b>words</b> \"of\" 'mine'"
JAR = "tel:0353796001"


def rows(gateway: Gateway, table: type[Conversation | SealedReply]) -> int:
    with gateway.app.state.gateway.open_session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def turns(gateway: Gateway) -> int:
    with gateway.app.state.gateway.open_session() as session:
        return session.scalar(select(func.sum(TurnCount.turns))) or 0


def test_who_only_looks_leaves_nothing(own_gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(own_gateway.client)
    visitor.send(group="danger")
    visitor.send(text="  ")
    visitor.send(text="x" * 1001)
    assert rows(own_gateway, Conversation) == 0


def test_pages_are_not_stored_and_tell_nobody_of_the_token(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(payload="need/legal")
    for response in (visitor.response, visitor.leave("delete").response):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in response.headers
    addresses = [one.get(key) or "" for one in visitor.page.below() for key in ("href", "action", "formaction", "src")]
    assert not any(visitor.token in address for address in addresses)
    assert {one.get("method") for one in visitor.page.all("form")} == {"post"}


def test_a_button_is_answered_as_the_api_answers_it(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(payload="faq/apply_how")
    told = gateway.client.get("/api/v1/conversations", headers={"Authorization": f"Bearer {visitor.token}"}).json()
    assert [one["kind"] for one in told["messages"]] == ["greeting", "notice", "question", "answer", "question"]
    answer = visitor.messages("answer")[0]
    assert answer.all("ol") and answer.all("details")[0].all("a", rel="noreferrer noopener")
    assert "not confirmed by us" in answer.all("p", class_="dates")[0].text
    assert {one["payload"] for one in told["messages"][3]["buttons"]} <= set(visitor.payloads)


def test_a_double_press_and_a_reload_are_answered_once(own_gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(own_gateway.client)
    with ThreadPoolExecutor(6) as threads:
        pages = list(threads.map(lambda _: visitor.send(payload="faq/apply_fee"), range(6)))
    reloaded = visitor.send(payload="faq/apply_fee")
    assert {page.response.status_code for page in [*pages, reloaded]} == {200}
    assert len({page.token for page in [*pages, reloaded]}) == 1
    assert turns(own_gateway) == 1
    assert rows(own_gateway, SealedReply) == 2  # the greeting and the answer


def test_a_reload_shows_what_was_there_and_not_what_came_after(gateway: Gateway) -> None:
    first = PlainVisitor.comes(gateway.client)
    second = first.send(payload="faq/apply_fee")
    third = second.send(payload="danger/emergency")
    assert third.messages("crisis") and third.messages("answer")
    again = first.send(payload="faq/apply_fee")
    assert again.messages("answer") and not again.messages("crisis")


def test_another_button_of_the_same_page_is_another_message(own_gateway: Gateway) -> None:
    first = PlainVisitor.comes(own_gateway.client)
    first.send(payload="faq/apply_fee")
    page = first.send(payload="need/food")
    assert page.response.status_code == 200 and page.page.all("li", class_="card")
    assert turns(own_gateway) == 2


def test_words_are_answered_and_shown_back_once_escaped(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_goodbye")
    visitor = PlainVisitor.comes(gateway_with_rasa.client).send(text=f"{CANARY}\r\nsecond line")
    (own,) = visitor.messages("own")
    assert own.all("div")[0].text == f"{CANARY}\nsecond line"
    assert rasa.asked[0]["text"] == f"{CANARY} second line"  # one line, as from the chat page
    assert visitor.box == ""
    assert "canary" not in visitor.send(payload="repeat").response.text


def test_while_rasa_is_away_the_words_stay_and_people_can_be_called(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(text=CANARY)
    assert visitor.messages("fallback")[0].all("a", href=JAR)
    assert visitor.box == CANARY
    assert "faq/apply_how" in visitor.payloads


def test_a_button_pressed_while_writing_loses_nothing(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(text=CANARY, payload="need/legal")
    assert visitor.page.all("li", class_="card")
    assert visitor.box == CANARY
    assert visitor.send(text=visitor.box, group="money").box == CANARY


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "<i>long</i>" + "x" * 1001}, 422),
        ({"text": " \u200b "}, 422),
        ({"payload": "faq/nope", "text": CANARY}, 422),
        ({"payload": "danger/apply_how", "text": CANARY}, 422),
        ({"payload": "/restart", "text": CANARY}, 422),
        ({"payload": "x" * 500, "text": CANARY}, 422),
        ({"text": CANARY, "id": "none"}, 200),
        ({"text": CANARY, "language": "<script>"}, 200),
        ({"text": "a\0b"}, 200),
    ],
)
def test_what_goes_wrong_is_said_and_loses_nothing_that_was_written(
    gateway: Gateway, fields: dict[str, str], status: int, begun: bool
) -> None:
    visitor = PlainVisitor.comes(gateway.client)
    if begun:
        visitor = visitor.send(payload="faq/apply_fee")
    visitor = visitor.send(**fields)
    assert visitor.response.status_code == status
    assert visitor.box == fields["text"]
    assert visitor.page.all("a", href=JAR)
    if status != 200:
        assert visitor.trouble
        assert len(visitor.messages("answer")) == begun
    assert visitor.send(payload="faq/apply_fee").messages("answer")  # and it goes on


def test_trouble_is_told_in_the_language_of_the_conversation(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client, "en").send(payload="language/ar").send(text="")
    assert visitor.page.all("html")[0].get("lang") == "ar"
    assert gateway.app.state.gateway.messages.text("error.empty_message", "ar") in visitor.trouble


def test_a_flood_is_told_how_long_to_wait_with_the_words_still_there(start_gateway) -> None:  # type: ignore[no-untyped-def]
    visitor = PlainVisitor.comes(start_gateway(rate_limit=True).client)
    for _ in range(45):
        visitor = visitor.send(text=CANARY)
        if visitor.response.status_code == 429:
            break
    assert int(visitor.response.headers["retry-after"]) >= 1
    assert "Please wait" in visitor.trouble
    assert visitor.box == CANARY


def test_when_the_database_fails_the_words_stay_and_can_be_sent_again(
    own_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = PlainVisitor.comes(own_gateway.client, "fr").send(payload="faq/apply_fee")

    def away(*_: object) -> None:
        raise OperationalError("secret", {}, Exception())

    with monkeypatch.context() as patched:
        patched.setattr("app.conversations.conversations.open_conversation", away)
        failed = visitor.send(text=CANARY)
    assert failed.response.status_code == 500
    assert failed.response.headers["content-type"].startswith("text/html")
    assert failed.page.all("html")[0].get("lang") == "fr"
    assert failed.box == CANARY and failed.token == visitor.token and failed.page.all("a", href=JAR)
    assert "secret" not in failed.response.text
    assert failed.send(text=failed.box).messages("fallback")


def test_what_is_no_form_or_far_too_large_gets_a_page_as_well(gateway: Gateway) -> None:
    client, html = gateway.client, "text/html; charset=utf-8"
    answers = {
        413: client.post("/plain", data={"text": "x" * 20_000}),
        422: client.post("/plain", json={"text": "x"}),
        404: client.get("/plain/nothing"),
        405: client.get("/plain/exit"),
    }
    for status, answer in answers.items():
        assert (answer.status_code, answer.headers["content-type"]) == (status, html)
        assert read_html(answer.text).all("a", href=JAR)
    assert client.get("/plainly").headers["content-type"] == "application/json"
    many = client.post(
        "/plain", content="&".join(["a=1"] * 99), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert many.status_code == 422


def test_as_much_as_the_text_field_takes_can_be_sent(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client, "my")
    most = int(visitor.page.all("textarea")[0].get("maxlength") or 0)
    longest = "မြ" * (most // 2)
    visitor = visitor.send(text=longest)
    assert visitor.response.status_code == 422
    assert "1000" in visitor.trouble and visitor.box == longest


def test_a_language_the_browser_asks_for_anyway_is_no_choice(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_goodbye")
    words = "أريد أن أعرف كيف أقدم طلب اللجوء في اليابان وأين أجد محاميا يساعدني"
    spoken = {}
    for accept in ("en", "fr"):
        visitor = PlainVisitor.comes(gateway_with_rasa.client, "en")
        after = visitor.post("/plain", visitor.hidden | {"text": words}, **{"Accept-Language": accept})
        spoken[accept] = after.page.all("html")[0].get("lang")
    assert spoken == {"en": "ar", "fr": "en"}


def test_choosing_a_language_in_the_middle_keeps_the_conversation(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(payload="need/legal")
    changed = visitor.send(payload="language/fa")
    assert changed.page.all("html")[0].get("dir") == "rtl"
    assert changed.token == visitor.token and changed.page.all("li", class_="card")
    assert changed.page.all("button", value="language/ja", lang="ja", dir="ltr")
