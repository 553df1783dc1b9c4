"""The chat page as a visitor uses it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

# A request that fails is a test's own doing, and the page must cope with it.
_OF_THE_NETWORK = "Failed to load resource"
MESSAGES = "**/api/v1/conversations/messages"
NOT_ASKED: dict[str, Any] = {
    "intent": None,
    "confidence": 0,
    "topics": [],
    "language": None,
    "language_confidence": 0,
    "entities": [],
}
"""What a reply says that was understood where a test answers in the gateway's place."""


class ChatPage:
    """One tab with the chat; remembers what the browser complained about and whom it called."""

    def __init__(self, page: Page, base_url: str, *, has_script: bool = True) -> None:
        self.page = page
        self.base_url = base_url
        self._has_script = has_script
        self.complaints: list[str] = []
        self.foreign_requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.context.on("request", self._requested)

    def go(self, path: str) -> None:
        """Opens `path`; the chat itself is ready to be used afterwards."""
        self.page.goto(self.base_url + path)
        if self._has_script and self.send_button.count():
            expect(self.send_button).to_be_enabled()

    @property
    def box(self) -> Locator:
        return self.page.locator("#message")

    @property
    def send_button(self) -> Locator:
        return self.page.locator("#send")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def own(self) -> Locator:
        """The visitor's messages."""
        return self.page.locator(".own")

    @property
    def replies(self) -> Locator:
        """Our messages after the visitor's first."""
        return self.page.locator(".own ~ .message:not(.own)")

    def skip_to_box(self) -> None:
        """Reaches the message box by the first press of Tab and Enter."""
        self.page.keyboard.press("Tab")
        expect(self.page.locator("#skip")).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.box).to_be_focused()

    def write(self, text: str) -> None:
        """Writes a message and sends it, whatever becomes of it."""
        self.box.fill(text)
        self.box.press("Enter")

    def say(self, text: str) -> dict[str, Any]:
        """Sends a message and waits until the reply stands in the log; the reply as it came."""
        with self.page.expect_response(MESSAGES) as answered:
            self.write(text)
        return self._shown(answered.value.json())

    def press(self, button: Locator) -> dict[str, Any]:
        """Presses a button of a message or subject and waits for the reply."""
        with self.page.expect_response(MESSAGES) as answered:
            button.click()
        return self._shown(answered.value.json())

    def open_subjects(self, group: int = 0) -> Locator:
        """The buttons of a group of subjects, opened."""
        self.page.locator("#subjects > summary").click()
        group_of_subjects = self.page.locator("#groups > details").nth(group)
        group_of_subjects.locator("summary").click()
        return group_of_subjects.get_by_role("button")

    def choose_language(self, tag: str) -> None:
        """Chooses a language and waits until the page speaks it."""
        self.page.locator(f"#languages a[lang='{tag}']").click()
        expect(self.page.locator("html")).to_have_attribute("lang", tag)

    def token(self) -> str | None:
        """The token the tab holds."""
        token: str | None = self.page.evaluate("() => sessionStorage.getItem('shirube.token')")
        return token

    def api(self, method: str, path: str, token: str | None) -> httpx.Response:
        """What a program with the visitor's token would see."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.request(method, f"{self.base_url}/api/v1/{path}", headers=headers, trust_env=False)

    def wait_until_gone(self, token: str | None) -> None:
        """Returns once the server knows nothing of the conversation; the page that told it is no longer there."""
        end = time.monotonic() + 10
        while self.api("GET", "conversations", token).status_code != 401:
            assert time.monotonic() < end, "the conversation was not erased"
            time.sleep(0.02)

    def _shown(self, reply: dict[str, Any]) -> dict[str, Any]:
        for message in reply["messages"]:
            expect(self.page.locator(f"[data-id='{message['id']}']").last).to_be_attached()
        expect(self.page.locator(".waiting")).to_have_count(0)
        return reply

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and _OF_THE_NETWORK not in message.text:
            self.complaints.append(message.text)

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.base_url).netloc and request.url != "about:blank":
            self.foreign_requests.append(request.url)
