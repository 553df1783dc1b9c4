"""The chat page on a slow phone: what it loads, when it can be used, when the first answer stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, async_playwright

from app.gateway.widget_files import built
from app.runner.state import emptied
from app.settings import ROOT
from bench import last_full_run
from bench.children import launched
from bench.commands import OurSide
from tools.browser import chromium

VISITS = 5
LANGUAGES = ("en", "ar", "ja", "my")
KBIT, LATENCY_MS, TIMES_SLOWER = 400, 400, 6
"""The network and the processor of bar A2: a phone of 2016 at the edge of 3G."""
USABLE = "#send:not([disabled])"
# Seconds by the page's own clock: what drives the browser would add its own time, slowed as well.
WATCH = """new MutationObserver(() => {
  if (!window.usableAt && document.querySelector('#send:not([disabled])')) window.usableAt = performance.now()
}).observe(document, { attributes: true, childList: true, subtree: true })"""
ASK = """() => new Promise(resolve => {
  const asked = performance.now()
  new MutationObserver(() => { if (document.querySelector('.crisis')) resolve((performance.now() - asked) / 1000) })
    .observe(document.getElementById('log'), { childList: true })
  document.querySelector('#needs .danger').click()
})"""


@dataclass
class Visits:
    """What was measured of one language."""

    usable_seconds: list[float] = field(default_factory=list)
    answer_seconds: list[float] = field(default_factory=list)
    bytes_until_usable: list[int] = field(default_factory=list)


async def measure(folder: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """The numbers by language; kept for later reports as well. Rasa is away: the answer is a button's."""
    emptied(folder)
    ours = OurSide(folder)
    found: dict[str, Visits] = {}
    async with launched(ours.gateway()) as gateway, async_playwright() as playwright:
        await gateway.ready(ours.port, "/healthz")
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for tag in LANGUAGES:
            say(f"widget: {VISITS} visits in {tag}")
            found[tag] = Visits()
            for _ in range(VISITS):
                await _visit(browser, f"http://127.0.0.1:{ours.port}/?language={tag}", found[tag])
        unslowed = Visits()
        for _ in range(VISITS):
            await _visit(browser, f"http://127.0.0.1:{ours.port}/?language=en", unslowed, times_slower=1)
        await browser.close()
    packed = {
        name: len(file.packed) for name, file in built(ROOT / "widget").files.items() if name.endswith((".js", ".css"))
    }
    figures = {
        "languages": {tag: asdict(visits) for tag, visits in found.items()},
        "unslowed": asdict(unslowed),
        "sizes": packed,
    } | last_full_run.stamp()
    last_full_run.keep({"widget": figures})
    return figures


async def _visit(browser: Browser, address: str, found: Visits, times_slower: int = TIMES_SLOWER) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 640}, locale="en")
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    received = await _slowed(devtools, times_slower)
    await page.add_init_script(WATCH)
    await page.goto(address, wait_until="commit")
    await page.wait_for_selector(USABLE)
    found.bytes_until_usable.append(received[0])
    found.usable_seconds.append(await page.evaluate("window.usableAt / 1000"))
    found.answer_seconds.append(await page.evaluate(ASK))
    await context.close()


async def _slowed(devtools: CDPSession, times_slower: int) -> list[int]:
    """Slows network and processor; a count of received bytes that goes on."""
    received = [0]
    devtools.on("Network.dataReceived", lambda event: received.__setitem__(0, received[0] + event["encodedDataLength"]))
    await devtools.send("Network.enable")
    await devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": KBIT * 1000 / 8,
            "uploadThroughput": KBIT * 1000 / 8,
        },
    )
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": times_slower})
    return received
