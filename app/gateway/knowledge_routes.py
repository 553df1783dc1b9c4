"""/api/v1: languages, topics and services for everybody; the HSDS export."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

import languages as language_registry
from app.errors import UnknownPlace
from app.gateway.access import AskedLanguage, Gateway
from app.gateway.hsds import hsds_service
from app.gateway.schemas import LanguageOut, LanguagesOut, Message, ServicesOut, TopicOut, TopicsOut
from app.knowledge.search import FoundService, find_services
from app.knowledge.vocabulary import NATIONWIDE

router = APIRouter(prefix="/api/v1")


@router.get("/languages")
async def list_languages(gateway: Gateway) -> LanguagesOut:
    """Every language a visitor can choose, with its own name and how far people vouch for its texts."""
    found = [language_registry.get(tag) for tag in gateway.offered]
    return LanguagesOut(
        languages=[
            LanguageOut(
                tag=one.tag, endonym=one.endonym, direction=one.direction, state=gateway.messages.state(one.tag).value
            )
            for one in found
        ]
    )


@router.get("/topics")
async def list_topics(gateway: Gateway, language: AskedLanguage) -> TopicsOut:
    """Every published topic with its question, in the order they are meant to be read."""
    return TopicsOut(
        topics=[
            TopicOut(
                id=topic.id, group=topic.group, question=topic.question(language), sensitivity=topic.sensitivity.value
            )
            for topic in gateway.knowledge.catalogue.topics.values()
        ]
    )


@router.get("/topics/{topic_id}")
async def show_topic(gateway: Gateway, language: AskedLanguage, topic_id: str) -> Message:
    """One topic's answer; in English, and its `language` says so, where it is not written in the one asked for."""
    return gateway.renderer().answer(topic_id, language)[-1]


@router.get("/services")
async def list_services(
    gateway: Gateway,
    language: AskedLanguage,
    category: Annotated[str, Query(max_length=32)],
    prefecture: Annotated[str | None, Query(max_length=8)] = None,
    near: Annotated[str | None, Query(max_length=8)] = None,
) -> ServicesOut:
    """Services of a category, nearest first where `near` names a place; from `nationwide_from` on they help anywhere.

    `prefecture` leaves those there and the nationwide ones; `JP` the latter only.
    """
    knowledge = gateway.knowledge
    if prefecture not in {None, NATIONWIDE, *(place.prefecture for place in knowledge.gazetteer.places.values())}:
        raise UnknownPlace(place="")
    found = find_services(
        knowledge.catalogue, knowledge.gazetteer, category, place=near or prefecture, language=language
    ).services
    local = [one for one in found if not _from_anywhere(one)]
    if prefecture is not None:
        local = [one for one in local if one.service.prefecture == prefecture]
    listed = [*local, *filter(_from_anywhere, found)]
    cards = gateway.overdue().on_cards(gateway.cards.services(listed, language, at=gateway.now()), language)
    return ServicesOut(services=cards, total=len(listed), nationwide_from=len(local))


@router.get("/services.json")
async def export_services(gateway: Gateway) -> dict[str, Any]:
    """The published directory as HSDS 3 services, for partners to reuse."""
    services = [hsds_service(service, gateway.messages) for service in gateway.knowledge.catalogue.services.values()]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def _from_anywhere(found: FoundService) -> bool:
    """Whether people far from its door are sent there, too; next to the place asked about it is a near one."""
    return found.service.helps_anywhere and found.about_km is None
