"""What the page without scripts shows when something fails: what it was, whom to call, and the words, to send again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import Request, Response

from app.errors import AppError, ConversationEnded, TooManyRequests
from app.gateway.plain_forms import PlainForm
from app.gateway.plain_pages import PlainPage, sent
from app.gateway.plain_tickets import is_ticket
from app.gateway.plain_visits import find_visit
from app.gateway.state import GatewayState

PATH = "/plain"


async def trouble(gateway: GatewayState, form: PlainForm, language: str, problem: AppError) -> PlainPage:
    """The page after a problem we foresaw, with the words in the text field again.

    A conversation that ended gives nothing back, not even words that came with the request: after the quick exit, going
    back and letting the browser send the form again would show them.
    """
    try:
        page = replace((await find_visit(gateway, form.token, language)).page(), typed=form.text)
        kept = "plain.kept"
    except ConversationEnded as ended:
        page, problem, kept = PlainPage(language), ended, "plain.write_again"
    gateway.measures.error(problem.key)
    text = gateway.messages.text
    said = [text(problem.key, page.language, **problem.arguments), text("plain.call", page.language)]
    if form.text:
        said.insert(1, text(kept, page.language))
    wait = {"Retry-After": str(problem.retry_after_seconds)} if isinstance(problem, TooManyRequests) else {}
    return replace(page, trouble=said, headers=wait, status=problem.status)


def is_plain(request: Request) -> bool:
    """Whether whoever sent the request reads pages, not JSON."""
    path = request.url.path
    return path == PATH or path.startswith(f"{PATH}/")


def unforeseen(
    gateway: GatewayState, request: Request, language: str, status: int, message: str, headers: Mapping[str, str]
) -> Response:
    """The page after anything else; where our side failed in the middle of it, with the words and the way to go on."""
    form: PlainForm | None = getattr(request.state, "plain_form", None)
    page = PlainPage(language)
    if form is not None and form.token and status >= 500:
        page = replace(page, typed=form.text)
        page = replace(page, ticket=form.token) if is_ticket(form.token) else replace(page, token=form.token)
    said = [message, gateway.messages.text("plain.call", language)]
    return sent(gateway, replace(page, trouble=said, status=status, headers=headers), request)
