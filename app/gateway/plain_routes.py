"""/plain: the conversation as forms, for browsers without scripts. Messages go through `asking.ask`, as in the API."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response, status

import languages
from app.errors import AppError
from app.gateway.access import Address, Gateway
from app.gateway.asking import ask, message_of
from app.gateway.beginning import begin
from app.gateway.plain_calendar import FILE, calendar_file
from app.gateway.plain_forms import PlainForm, is_from_elsewhere, read_form
from app.gateway.plain_pages import PlainPage, sent
from app.gateway.plain_trouble import trouble
from app.gateway.plain_visits import Visit, find_visit, forget
from app.gateway.reply_language import LONGEST_TAG, first_language
from app.gateway.schemas import TurnOut
from app.gateway.state import GatewayState
from languages import zawgyi

log = logging.getLogger("shirube.plain")
router = APIRouter(prefix="/plain", include_in_schema=False)

AcceptLanguage = Annotated[str, Header()]
AFTER_EXIT = "/blank"
LONGEST_LEAVE_SECONDS = 1.0
# Browsers keep pages in memory to go back to, some also those that must not be stored; this tells them to let go.
_LET_GO = {"Clear-Site-Data": '"cache"'}
_forgetting: set[asyncio.Task[str]] = set()
"""What is being erased: a task that nobody holds may vanish."""


@router.get("")
def first_page(
    gateway: Gateway, request: Request, language: str = "", accept_language: AcceptLanguage = ""
) -> Response:
    """The page before anything was asked; looking at it leaves nothing."""
    return sent(gateway, PlainPage(_language(gateway, language, accept_language)[0]), request)


@router.post("")
async def answer_form(
    gateway: Gateway, request: Request, address: Address, accept_language: AcceptLanguage = ""
) -> Response:
    """The page with the reply to what was written or pressed, or with a group of subjects to choose from."""

    async def answered(form: PlainForm, language: str) -> PlainPage:
        visit = await find_visit(gateway, form.token, language)
        if form.group:
            gateway.limits.request(address, gateway.now().date())
            return replace(visit.page(), group=form.group, typed=form.text)
        chosen = _language(gateway, form.language, accept_language)
        return await _answered(gateway, address, request, form, visit, chosen)

    return await _to_form(gateway, request, accept_language, answered)


@router.post("/calendar")
async def calendar(
    gateway: Gateway, request: Request, address: Address, accept_language: AcceptLanguage = ""
) -> Response:
    """The pressed day as a file for a calendar; posted, so that no address tells of it."""

    async def file(form: PlainForm, language: str) -> Response:
        gateway.limits.request(address, gateway.now().date())
        title = gateway.messages.text("calendar.title", language)
        written = await asyncio.to_thread(calendar_file, form.day(), title, gateway.now())
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
        return Response(written, media_type="text/calendar; charset=utf-8", headers=headers)

    return await _to_form(gateway, request, accept_language, file)


@router.post("/exit")
async def leave(gateway: Gateway, request: Request, accept_language: AcceptLanguage = "") -> Response:
    """An empty page, and everything is erased; nothing that may fail is a reason to stay."""
    with contextlib.suppress(AppError):
        form, _ = await _form(gateway, request, accept_language)
        if form is not None:  # whoever asked too often may leave all the same
            forgetting = asyncio.create_task(forget(gateway, form.token, must_be_known=False))
            _forgetting.add(forgetting)
            forgetting.add_done_callback(_forgotten)
            # It waits for the reply to a message on its way; whoever must leave does not.
            await asyncio.wait([forgetting], timeout=LONGEST_LEAVE_SECONDS)
    return Response(status_code=status.HTTP_303_SEE_OTHER, headers={"Location": AFTER_EXIT, **_LET_GO})


@router.post("/delete")
async def delete(
    gateway: Gateway, request: Request, address: Address, accept_language: AcceptLanguage = ""
) -> Response:
    """The first page with the receipt for what was erased."""

    async def erased(form: PlainForm, language: str) -> PlainPage:
        gateway.limits.request(address, gateway.now().date())
        receipt = await forget(gateway, form.token, must_be_known=True)
        text = gateway.messages.text
        done = (text("page.deleted", language), text("page.receipt", language, receipt=receipt))
        return PlainPage(language, notice=done, headers=_LET_GO)

    return await _to_form(gateway, request, accept_language, erased)


async def _to_form(
    gateway: GatewayState,
    request: Request,
    accept_language: str,
    reply: Callable[[PlainForm, str], Awaitable[PlainPage | Response]],
) -> Response:
    """The reply to a form: the first page where another site sent it, and what went wrong where something did."""
    form, language = await _form(gateway, request, accept_language)
    if form is None:
        return sent(gateway, PlainPage(language), request)
    try:
        replied = await reply(form, language)
    except AppError as problem:
        replied = await trouble(gateway, form, language, problem)
    return sent(gateway, replied, request) if isinstance(replied, PlainPage) else replied


async def _form(gateway: GatewayState, request: Request, accept_language: str) -> tuple[PlainForm | None, str]:
    """The form, None for one that another site's page sent, and the language of the page it stood on."""
    if is_from_elsewhere(request):
        return None, _language(gateway, "", accept_language)[0]
    form = await read_form(request)
    language, _ = _language(gateway, form.language, accept_language)
    request.state.language, request.state.plain_form = language, form
    return form, language


def _language(gateway: GatewayState, wish: str, accept_language: str) -> tuple[str, bool]:
    """The language to begin in, and whether it was chosen: one that the browser asks for anyway was not."""
    by_itself, _ = first_language(None, accept_language, gateway.offered)
    found = languages.nearest(wish, gateway.offered) if 0 < len(wish) <= LONGEST_TAG else None
    return found or by_itself, found not in (None, by_itself)


async def _answered(
    gateway: GatewayState, address: str, request: Request, form: PlainForm, visit: Visit, chosen: tuple[str, bool]
) -> PlainPage:
    asked = form.message()
    message_of(asked)  # what has no sense begins no conversation
    if visit.ticket is not None:
        language, is_chosen = chosen
        await begin(gateway, address, language, chosen=is_chosen, ticket=visit.ticket)
    written = await ask(gateway, address, visit.token, asked, request)
    page = (await find_visit(gateway, visit.token, visit.language)).page(upto=written)
    if asked.payload is not None:
        return replace(page, typed=form.text)  # a button was pressed while something was being written
    was_understood = TurnOut.model_validate_json(written).messages[0].kind != "fallback"
    # On an old phone it stays as typed where it must be changed, and is shown as we read it where it was answered.
    return replace(page, own=zawgyi.read(form.text)) if was_understood else replace(page, typed=form.text)


def _forgotten(task: asyncio.Task[str]) -> None:
    _forgetting.discard(task)
    if not task.cancelled() and (fault := task.exception()) and not isinstance(fault, AppError):
        log.error("event=plain_exit_failed fault=%s", type(fault).__name__)
