"""A real browser, and the real gateway without Rasa as a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.fixtures.gateway_process import serving_gateway
from tests.fixtures.whole import WholeShirube, running_shirube
from tests.journeys.chat_page import ChatPage
from tests.journeys.partner_page import chat_url, host, partner, stranger
from tools.browser import chromium

__all__ = ["chat_url", "host", "partner", "running_shirube", "stranger"]

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The headless shell falls over when it is asked what it can recognise; tests of that bring their own recognition.
    "--disable-blink-features=OnDeviceWebSpeechAvailable",
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rasa: needs a trained model and Rasa running")


@pytest.fixture(scope="session")
def gateway_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gateway whose Rasa is away."""
    with serving_gateway(tmp_path_factory.mktemp("journeys")) as url:
        yield url


@pytest.fixture
def base_url(request: pytest.FixtureRequest) -> str:
    """The address under test: the whole Shirube for tests marked `rasa`, else the gateway alone."""
    if request.node.get_closest_marker("rasa") is None:
        url: str = request.getfixturevalue("gateway_url")
        return url
    running: WholeShirube = request.getfixturevalue("running_shirube")
    return running.base_url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    launched = playwright.chromium.launch(executable_path=chromium(), args=BROWSER_ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture
def browser_without_script(playwright: Playwright) -> Iterator[Browser]:
    """A browser that knows it runs no scripts; a context that merely blocks them leaves `<noscript>` out."""
    arguments = [*BROWSER_ARGUMENTS, "--blink-settings=scriptEnabled=false"]
    launched = playwright.chromium.launch(executable_path=chromium(), args=arguments)
    yield launched
    launched.close()


@pytest.fixture
def visit(browser: Browser, base_url: str) -> Iterator[Callable[..., ChatPage]]:
    """Opens the chat as a visitor with a browser of their own; afterwards no page may have complained or called out."""
    opened: list[ChatPage] = []

    def visit(language: str = "en", *, path: str = "/", **options: object) -> ChatPage:
        options.setdefault("viewport", {"width": 360, "height": 640})
        options.setdefault("reduced_motion", "reduce")  # Playwright presses nothing that still moves: 1 s a press
        context = browser.new_context(locale=language, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        chat = ChatPage(context.new_page(), base_url, has_script=bool(options.get("java_script_enabled", True)))
        opened.append(chat)
        chat.go(path)
        return chat

    yield visit
    for chat in opened:
        chat.page.context.close()
        assert chat.complaints == []
        assert chat.foreign_requests == []


@pytest.fixture
def offered(base_url: str) -> Callable[[str], str]:
    """Returns a language tag, or skips the test while that language has no texts."""
    response = httpx.get(f"{base_url}/api/v1/languages", trust_env=False)
    tags = {language["tag"] for language in response.json()["languages"]}

    def offered(tag: str) -> str:
        if tag not in tags:
            pytest.skip(f"content/messages/{tag}.yml is not there yet")
        return tag

    return offered
