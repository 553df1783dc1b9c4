"""The page without scripts, drawn: the form, the last replies (the newest first), every button as one that sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import languages
from app.gateway.packing import packed
from app.gateway.pages import widget
from app.gateway.plain_html import formatted, inline, phone_link, web_link
from app.gateway.plain_tickets import new_ticket
from app.gateway.plain_words import PlainWords, marked_machine, without_old_questions
from app.gateway.rendering import Renderer
from app.gateway.reply_language import likeliest_first
from app.gateway.schemas import Button, Message
from app.gateway.state import GatewayState
from app.knowledge.vocabulary import Category

MOST_TYPED = 1700
"""Letters a text field takes: more than is allowed, so that who writes too much is told so with the words still there;
and no more than fit into a body of 16 kB, where a letter takes nine bytes."""
_DANGER = "danger"

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {"formatted": formatted, "inline": inline, "phone_link": phone_link}
_TEMPLATES.globals |= {"web_link": web_link, "marked_machine": marked_machine}


@dataclass(frozen=True)
class PlainPage:
    """What one page shows."""

    language: str
    token: str = ""
    """Of a conversation that has begun; without one the page greets, and its form holds a ticket."""
    ticket: str = ""
    """A ticket to go on with, where nothing was asked yet; a new one is made where there is none."""
    replies: Sequence[Sequence[Message]] = ()
    """What we said, newest first."""
    own: str = ""
    """What the visitor just wrote."""
    typed: str = ""
    """What the visitor wrote and what was not answered: it stands in the text field again."""
    group: str = ""
    """The group of subjects to choose from."""
    trouble: Sequence[str] = ()
    """What went wrong, and what to do, in our small format."""
    notice: Sequence[str] = ()
    """What was done."""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def sent(gateway: GatewayState, page: PlainPage, request: Request) -> Response:
    """The page as it goes to the browser.

    The token is in it, and it is packed all the same: to learn it from the length of packed text somebody would have to
    make the visitor's browser ask again and again with that token, and no browser adds it by itself.
    """
    accept = request.headers.get("accept-language", "")
    body = drawn(gateway, page, accept).encode()
    headers = {"Content-Language": page.language, **page.headers}
    response = packed(body, "text/html; charset=utf-8", request.headers.get("accept-encoding", ""), headers)
    response.status_code = page.status
    return response


def drawn(gateway: GatewayState, page: PlainPage, accept_language: str = "") -> str:
    """The page as HTML."""
    renderer = gateway.renderer()
    offered = likeliest_first(page.language, accept_language, gateway.offered)
    return _TEMPLATES.get_template("plain.html").render(
        page=page,
        words=PlainWords(gateway.messages, page.language),
        address=widget(gateway).address,
        token=page.token or page.ticket or new_ticket(gateway.sealer, gateway.now()).text,
        id=uuid4(),
        most=MOST_TYPED,
        languages=[languages.get(tag) for tag in offered],
        greeting=[] if page.token else renderer.greeting(page.language),
        replies=without_old_questions(page.replies),
        needs=[renderer.button(f"need/{one}", f"category.{one}", page.language) for one in Category],
        groups=_groups(renderer),
        subjects=_subjects(renderer, page),
    )


def _groups(renderer: Renderer) -> list[str]:
    """The groups of subjects, danger first."""
    found = dict.fromkeys(topic.group for topic in renderer.catalogue.topics.values())
    return sorted(found, key=lambda group: group != _DANGER)


def _subjects(renderer: Renderer, page: PlainPage) -> list[Button]:
    """The questions of the group that was chosen."""
    topics = [one for one in renderer.catalogue.topics.values() if one.group == page.group]
    return [Button(title=one.question(page.language), payload=f"{one.base_intent}/{one.id}") for one in topics]
