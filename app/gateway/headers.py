"""The headers every answer carries: nothing foreign may load, nothing may be kept, nobody may frame us."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 16_384
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


class SafeHeaders:
    """ASGI middleware: adds the headers and hands requests with too large a body to `refuse_too_large`."""

    def __init__(self, app: ASGIApp, refuse_too_large: ASGIApp) -> None:
        self._app = app
        self._refuse_too_large = refuse_too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        headers = dict(scope["headers"])
        # A body of unstated length is refused as well: browsers and clients state it.
        length = headers.get(b"content-length", b"" if b"transfer-encoding" in headers else b"0")
        small = length.isdigit() and int(length) <= MAX_BODY_BYTES
        await (self._app if small else self._refuse_too_large)(scope, receive, send_with_headers)
