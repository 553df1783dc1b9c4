"""A real browser, and the real gateway without Rasa as a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from app.runner.state import ensure_tokens
from app.settings import ROOT
from tests.fixtures.servers import free_port
from tests.fixtures.whole import WholeShirube, running_shirube
from tests.journeys.chat_page import ChatPage

__all__ = ["running_shirube"]

LONGEST_START_SECONDS = 30
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rasa: needs a trained model and Rasa running")


@pytest.fixture(scope="session")
def gateway_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gateway whose Rasa is away."""
    var = tmp_path_factory.mktemp("journeys")
    ensure_tokens(var)
    port = free_port()
    ports = {"PORT": port, "SHIRUBE_INTERNAL_PORT": free_port(), "SHIRUBE_RASA_PORT": free_port()}
    env = os.environ | {name: str(number) for name, number in ports.items()}
    env |= {"SHIRUBE_VAR": str(var), "RATE_LIMIT": "off", "DATABASE_URL": "", "OPERATOR_NAME": ""}
    with (var / "output").open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "gateway"], cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_served(url, process, var / "output")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # its end is tested elsewhere
            process.kill()
            process.wait()


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
    launched = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER_ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture
def browser_without_script(playwright: Playwright) -> Iterator[Browser]:
    """A browser that knows it runs no scripts; a context that merely blocks them leaves `<noscript>` out."""
    arguments = [*BROWSER_ARGUMENTS, "--blink-settings=scriptEnabled=false"]
    launched = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
    yield launched
    launched.close()


@pytest.fixture
def visit(browser: Browser, base_url: str) -> Iterator[Callable[..., ChatPage]]:
    """Opens the chat as a visitor with a browser of their own; afterwards no page may have complained or called out."""
    opened: list[ChatPage] = []

    def visit(language: str = "en", *, path: str = "/", **options: object) -> ChatPage:
        options.setdefault("viewport", {"width": 360, "height": 640})
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


def _chromium() -> str:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path, "no chromium on PATH: run tools/setup.sh browser"
    return path


def _wait_until_served(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    end = time.monotonic() + LONGEST_START_SECONDS
    while True:
        try:
            if httpx.get(f"{url}/healthz", trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            assert process.poll() is None, f"the gateway ended: {output.read_text()}"
            assert time.monotonic() < end, f"the gateway does not serve: {output.read_text()}"
            time.sleep(0.05)
