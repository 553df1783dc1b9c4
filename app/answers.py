"""The one handler of problems: AppError → JSON, at /plain a page, in the reader's language.

Nothing raw ever leaves or is logged.
"""

from __future__ import annotations

import logging
import secrets

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from app.errors import AppError, BadInput, NotFound, TooLarge, TooManyRequests
from app.gateway import plain_trouble
from app.gateway.access import gateway_of
from app.gateway.reply_language import first_language

log = logging.getLogger("shirube.answers")


async def refuse_too_large(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request whose body is larger than anything we ask for, without reading it."""
    await _error(Request(scope), TooLarge.status, TooLarge.key, {"Connection": "close"})(scope, receive, send)


async def answer_unforeseen(fault: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers for an exception nobody foresaw; its class and place are logged, never its text."""
    log.error("event=unforeseen fault=%s at=%s", type(fault).__name__, _where(fault))
    await _error(Request(scope), 500, "error.internal", {})(scope, receive, send)


def install(app: FastAPI) -> None:
    """Every way a request can fail answers in one shape: {"error": {"key", "message", "request_id"}}."""
    app.add_exception_handler(AppError, _foreseen)
    app.add_exception_handler(RequestValidationError, _foreseen)
    app.add_exception_handler(HTTPException, _foreseen)


async def _foreseen(request: Request, fault: Exception) -> Response:
    headers: dict[str, str] = {}
    if isinstance(fault, AppError):
        status, key, arguments = fault.status, fault.key, fault.arguments
        if isinstance(fault, TooManyRequests):
            headers["Retry-After"] = str(fault.retry_after_seconds)
    elif isinstance(fault, HTTPException):
        status, arguments = fault.status_code, {}
        key = NotFound.key if status == 404 else AppError.key
        headers.update(fault.headers or {})
    else:
        status, key, arguments = BadInput.status, BadInput.key, {}
    return _error(request, status, key, headers, **arguments)


def _error(request: Request, status: int, key: str, headers: dict[str, str], **arguments: object) -> Response:
    gateway = gateway_of(request)
    language = getattr(request.state, "language", None)
    if language is None:
        language, _ = first_language(None, request.headers.get("accept-language", ""), gateway.offered)
    gateway.measures.error(key)
    message = gateway.messages.text(key, language, **arguments)
    if plain_trouble.is_plain(request):
        return plain_trouble.unforeseen(gateway, request, language, status, message, headers)
    body = {"key": key, "message": message, "request_id": secrets.token_hex(8)}
    return JSONResponse({"error": body}, status, headers)


def _where(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
