"""The headers every answer carries: nothing foreign may load, nothing may be kept, only listed sites may frame us."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 16_384
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}; require-trusted-types-for 'script'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP.format(ancestors="'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=(self), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
_FRAMED = frozenset({"/", "/chat"})
_LAUNCHER = "/widget/shirube-chat.js"
_LAUNCHER_HEADERS = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",  # browsers fetch it so where a page names it as a module
    "Cache-Control": "public, max-age=3600",  # partners paste its address without a version
}


AnswerUnforeseen = Callable[[Exception, Scope, Receive, Send], Awaitable[None]]


class SafeHeaders:
    """ASGI middleware: adds the headers, and answers for bodies too large and for exceptions nobody foresaw."""

    def __init__(
        self,
        app: ASGIApp,
        refuse_too_large: ASGIApp,
        answer_unforeseen: AnswerUnforeseen,
        embedding_sites: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._refuse_too_large = refuse_too_large
        self._answer_unforeseen = answer_unforeseen
        ancestors = " ".join(["'self'", *embedding_sites]) if embedding_sites else "'none'"
        self._framed_csp = _CSP.format(ancestors=ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
                if scope["path"] in _FRAMED:
                    headers["Content-Security-Policy"] = self._framed_csp
                elif scope["path"] == _LAUNCHER and message["status"] == 200:
                    headers.update(_LAUNCHER_HEADERS)
            await send(message)

        headers = dict(scope["headers"])
        # A body of unstated length is refused as well: browsers and clients state it.
        length = headers.get(b"content-length", b"" if b"transfer-encoding" in headers else b"0")
        small = length.isdigit() and int(length) <= MAX_BODY_BYTES
        try:
            await (self._app if small else self._refuse_too_large)(scope, receive, send_with_headers)
        except Exception as fault:
            # Left to Starlette and uvicorn, its text would be printed, and it may quote what a visitor wrote.
            if begun:
                raise
            await self._answer_unforeseen(fault, scope, receive, send_with_headers)
