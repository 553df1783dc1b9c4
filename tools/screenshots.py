"""python -m tools.screenshots [URL]: docs/screenshots/ anew, every language at 360 px, from a running Shirube."""

from __future__ import annotations

import json
import sys
import urllib.request

from playwright.sync_api import sync_playwright

from app.settings import ROOT
from tools.browser import chromium

FOLDER = ROOT / "docs/screenshots"


def main(address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/v1/languages") as answer:  # noqa: S310 - the caller's own server
        tags = [language["tag"] for language in json.load(answer)["languages"]]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for tag in tags:
            page = browser.new_page(viewport={"width": 360, "height": 720}, locale=tag)
            page.goto(f"{address}/?language={tag}", wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{tag}-first.png")
            page.locator("[data-payload='faq/apply_how']").first.click()
            page.locator(".message.answer").wait_for()
            page.wait_for_timeout(800)  # it moves into view
            page.screenshot(path=FOLDER / f"{tag}-answer.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
