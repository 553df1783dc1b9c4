"""A partner's page as a visitor uses it, on another origin than the chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect

from tests.fixtures.gateway_process import serving_gateway
from tests.journeys.host_site import HostSite


@pytest.fixture(scope="session")
def host() -> Iterator[HostSite]:
    """A partner's site on the list."""
    with HostSite().serving() as site:
        yield site


@pytest.fixture(scope="session")
def stranger() -> Iterator[HostSite]:
    """A site that is not on the list."""
    with HostSite().serving() as site:
        yield site


@pytest.fixture(scope="session")
def chat_url(tmp_path_factory: pytest.TempPathFactory, host: HostSite) -> Iterator[str]:
    """The address of a gateway that lets `host` embed it."""
    var = tmp_path_factory.mktemp("embedding")
    with serving_gateway(var, EMBEDDING_SITES=f"https://www.example.org,{host.address}") as url:
        yield url


class PartnerPage:
    """A tab with a partner's page; remembers complaints and what was asked of us."""

    def __init__(self, page: Page, chat_url: str) -> None:
        self.page = page
        self.chat_url = chat_url
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.context.on("request", lambda request: self._asked(request.url))

    @property
    def button(self) -> Locator:
        return self.page.locator("shirube-chat button")

    @property
    def frame_element(self) -> Locator:
        return self.page.locator("shirube-chat iframe")

    @property
    def chat(self) -> FrameLocator:
        return self.frame_element.content_frame

    @property
    def frame(self) -> Frame:
        """The chat's own window, which the partner's scripts cannot look into."""
        handle = self.frame_element.element_handle()
        found = handle.content_frame()
        assert found is not None
        return found

    def open(self) -> None:
        """Presses the launcher and waits until the chat can be used."""
        self.button.click()
        expect(self.chat.locator("#send")).to_be_enabled()
        self.wait_until_embedded()

    def wait_until_embedded(self) -> None:
        """Returns once the chat has read its fragment."""
        expect(self.frame_element).to_have_attribute("src", re.compile("#embedded=1"))
        # A frame that is hidden draws nothing, and by default Playwright looks when something is drawn.
        self.frame.wait_for_function("() => location.hash === ''", polling=100)

    def say(self, text: str) -> None:
        """Types into the chat as a person does, and waits for the answer."""
        self.chat.locator("#message").click()
        self.page.keyboard.type(text)
        with self.page.expect_response("**/api/v1/conversations/messages"):
            self.page.keyboard.press("Enter")
        expect(self.chat.locator(".own ~ .message:not(.own)").first).to_be_visible()

    def seen(self) -> list[dict[str, Any]]:
        """What the page that listens to everything has learned."""
        seen: list[dict[str, Any]] = self.page.evaluate("() => JSON.parse(JSON.stringify(seen))")
        return seen

    def events(self) -> list[tuple[str, Any]]:
        """The launcher's events in order, with their details."""
        return [(one["type"], one["detail"]) for one in self.seen() if one["type"].startswith("shirube-")]

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc == urlsplit(self.chat_url).netloc:
            self.asked.append(urlsplit(url).path)


Partner = Callable[..., PartnerPage]


@pytest.fixture
def partner(browser: Browser, chat_url: str) -> Iterator[Partner]:
    """Opens a partner's page as a visitor; afterwards nothing may have complained."""
    opened: list[PartnerPage] = []

    def partner(address: str, *, script: str = "", **options: Any) -> PartnerPage:
        context = browser.new_context(**({"locale": "en", "viewport": {"width": 1000, "height": 800}} | options))
        context.set_default_timeout(10_000)
        if script:
            context.add_init_script(script)
        page = PartnerPage(context.new_page(), chat_url)
        opened.append(page)
        page.page.goto(address)
        return page

    yield partner
    for page in opened:
        page.page.context.close()
        assert page.complaints == []
