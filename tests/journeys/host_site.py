"""A partner's web site: an origin of its own with the pages a test gives it, and the demo pages of docs/embedding/."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.settings import ROOT
from tests.fixtures.servers import free_port

DEMO_ADDRESS, DEMO_HOST = "http://127.0.0.1:8000", "http://localhost:9000"
"""What stands in the demo pages."""

# Whatever a page can listen to, at the earliest moment; `seen` is what it learned.
LISTENING = """
const seen = []
const heard = ({ type, key, data, detail, target }) => seen.push({ type, key, data, detail, text: target.value })
for (const type of [
  'keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'textInput', 'change', 'select', 'selectionchange', 'submit',
  'compositionstart', 'compositionupdate', 'compositionend', 'paste', 'copy', 'cut', 'click', 'pointerdown', 'wheel',
  'focusin', 'focusout', 'blur', 'focus', 'message', 'shirube-open', 'shirube-close', 'shirube-unread', 'shirube-exit'
]) addEventListener(type, heard, true)
const watch = root => new MutationObserver(changes => {
  for (const change of changes) {
    seen.push({ type: 'mutation', name: change.attributeName, html: change.target.outerHTML || change.target.data })
  }
}).observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
watch(document)
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how)
  watch(root)
  for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput']) root.addEventListener(type, heard, true)
  return root
}
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) seen.push({ type: 'loaded', name: entry.name })
}).observe({ entryTypes: ['resource'] })
"""


class HostSite:
    """Pages by path, each with its headers; `address` is how a browser names the site."""

    def __init__(self) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self._pages: dict[str, tuple[bytes, str, dict[str, str]]] = {}
        self.asked: list[tuple[str, str]] = []
        """Paths and referrers."""

    def put(self, path: str, text: str, kind: str = "text/html", **headers: str) -> str:
        """Serves `text` under `path` from now on; its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._pages[path] = (text.encode(), f"{kind}; charset=utf-8", named)
        return self.address + path

    def put_demo(self, name: str, chat: str, path: str | None = None, **headers: str) -> str:
        """Serves a demo page of docs/embedding/ for the gateway at `chat`; its address."""
        text = (ROOT / "docs/embedding" / name).read_text("utf-8")
        assert DEMO_ADDRESS in text
        text = text.replace(DEMO_ADDRESS, chat).replace(DEMO_HOST, self.address)
        return self.put(path or f"/{name}", text, **headers)

    def put_listening(self, chat: str, attributes: str = "") -> str:
        """Serves a page that listens to everything, has a text box of its own and the launcher; its address."""
        self.put("/listening.js", LISTENING, "text/javascript")
        return self.put(
            "/listening.html",
            f"""<!doctype html><html lang="en"><title>Host</title><script src="/listening.js"></script>
            <script src="{chat}/widget/shirube-chat.js"></script>
            <input id="own"><shirube-chat {attributes}></shirube-chat>""",
        )

    @contextmanager
    def serving(self) -> Iterator[HostSite]:
        """Answers for as long as this lasts."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers.get("Referer", "")))
                body, kind, headers = site._pages.get(self.path.partition("?")[0], (b"", "text/plain", {}))
                # Browsers look for an icon by themselves.
                self.send_response(200 if body else 204 if self.path == "/favicon.ico" else 404)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
