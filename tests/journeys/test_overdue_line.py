"""What nobody has looked at for too long says so on the page, beside the text and on the card, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.journeys.chat_page import ChatPage
from tests.journeys.test_numbers import DRAW, MISPLACED

Visit = Callable[..., ChatPage]
NOTES = {
    "en": "We have not checked this since 11/2026. Please ask before you rely on it.",
    "ar": "لم نتحقق من هذه المعلومات منذ 11/2026. من فضلكم اسألوا قبل أن تعتمدوا عليها.",
}


@pytest.mark.parametrize("tag", list(NOTES))
def test_the_line_stands_once_under_the_text_and_once_on_the_card(
    visit: Visit, offered: Callable[[str], str], base_url: str, tag: str
) -> None:
    chat = visit(offered(tag), viewport={"width": 360, "height": 640})
    with httpx.Client(base_url=base_url, trust_env=False) as client:
        answer: dict[str, Any] = client.get(f"/api/v1/topics/appeal_deadline?language={tag}").json()
        found: dict[str, Any] = client.get(f"/api/v1/services?category=legal&language={tag}").json()
    marked, fresh = found["services"][0] | {"overdue": True, "overdue_note": NOTES[tag]}, found["services"][1]
    chat.page.evaluate(DRAW, [answer | {"services": [marked, fresh], "overdue": True, "overdue_note": NOTES[tag]}])
    notes = chat.page.locator(".message p.note").filter(has_text="11/2026")
    expect(notes).to_have_count(2)
    expect(chat.page.locator(".card").first.locator("p.note")).to_have_text(NOTES[tag])
    expect(chat.page.locator(".card").nth(1).locator("p.note")).to_have_count(0)
    assert chat.page.evaluate(MISPLACED) == []
    chat.page.evaluate(DRAW, [answer])
    expect(notes).to_have_count(0)
