"""The words of the chat page: with it those that everybody needs, the rest when they are first used."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response

import languages
from app.gateway.access import Gateway, offered_language
from app.gateway.crisis_replies import crisis
from app.gateway.packing import packed
from app.gateway.state import GatewayState

router = APIRouter(prefix="/page-texts", include_in_schema=False)

NEEDS = ("legal", "medical", "housing", "employment", "money", "food", "education")
"""Categories that stand as pictures on the first screen; danger comes after them."""

_LABELS = {
    *("title", "skip", "language", "languages_list", "all_languages", "menu", "exit", "needs", "privacy", "no_script"),
    *("conversation", "write", "placeholder", "send", "subjects", "delete"),
}
"""Texts that stand in the page as it arrives: the script needs them for another language only."""
_OF_CARDS = {"phone_free", "phone_navi", "phone_short"}
"""Texts that the server writes on cards: the page needs none of them."""


def page_texts(gateway: GatewayState, tag: str) -> dict[str, Any]:
    """What the page needs to speak a language: its direction, texts, labels and our first words."""
    messages = gateway.messages
    texts = {name: text for name, text in messages.all_under("page.", tag).items() if name not in _OF_CARDS}
    needs = {f"need.{name}": messages.text(f"category.{name}", tag) for name in NEEDS}
    return {
        "language": tag,
        "direction": languages.direction_of(tag),
        "texts": {name: text for name, text in texts.items() if name not in _LABELS},
        "labels": {name: text for name, text in texts.items() if name in _LABELS}
        | needs
        | {"need.danger": messages.text("button.danger", tag)},
        "greeting": [message.model_dump() for message in gateway.renderer().greeting(tag)],
    }


@router.get("/{tag}.json")
def of_the_page(gateway: Gateway, tag: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """The page's words in the offered language nearest to `tag`."""
    return _json(page_texts(gateway, offered_language(gateway, tag) or tag), accept_encoding)


@router.get("/{tag}/more.json")
def of_modules(gateway: Gateway, tag: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """The words of what is loaded on first use, and the names of the groups of subjects."""
    tag = offered_language(gateway, tag) or tag
    found = {name: gateway.messages.all_under(f"{name}.", tag) for name in ("more", "group")}
    return _json(found, accept_encoding)


@router.get("/{tag}/dangers.json")
def of_dangers(gateway: Gateway, tag: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """What a danger's button is answered with, by payload: to be at hand without a connection.

    Without ids: they are of no conversation, and nobody can vote on them.
    """
    renderer, tag = gateway.renderer(), offered_language(gateway, tag) or tag
    dangers = [topic for topic in renderer.catalogue.topics.values() if topic.base_intent == "danger"]
    said = {f"danger/{one.id}": crisis(renderer, one.id, tag) for one in dangers}
    return _json(
        {
            "messages": {
                payload: [one.model_dump(mode="json", exclude={"id"}) for one in all_of_it]
                for payload, all_of_it in said.items()
            }
        },
        accept_encoding,
    )


@router.get("/{tag}/places.json")
def of_places(gateway: Gateway, tag: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """[code, name, latitude, longitude] of each city and ward, in degrees: the phone itself finds the nearest."""
    tag = offered_language(gateway, tag) or tag
    known = (place for place in gateway.knowledge.gazetteer.places.values() if place.code.isdigit())
    return _json({"places": [[p.code, p.name(tag), p.latitude, p.longitude] for p in known]}, accept_encoding)


def _json(value: dict[str, Any], accept_encoding: str) -> Response:
    return packed(json.dumps(value, ensure_ascii=False).encode(), "application/json", accept_encoding)
