"""create_app(settings): the only place where the gateway's parts are joined."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI

import languages
from app import answers
from app.conversations.sealing import Sealer
from app.database.migrate import migrate
from app.database.session import open_engine, session_factory
from app.gateway import (
    conversation_routes,
    font_files,
    health_routes,
    knowledge_routes,
    page_texts,
    pages,
    plain_routes,
)
from app.gateway.cards import Cards
from app.gateway.forgetting import purge
from app.gateway.headers import SafeHeaders
from app.gateway.limits import RateLimits
from app.gateway.measures import Measures
from app.gateway.rasa_client import RasaClient
from app.gateway.schemas import ProblemOut
from app.gateway.state import GatewayState
from app.gateway.turns import Turns
from app.knowledge import serving
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.content import Content
from app.knowledge.follow_ups import read_follow_ups
from app.knowledge.freshness import read_review_intervals
from app.knowledge.phrases import read_phrases
from app.knowledge.places import read_gazetteer
from app.knowledge.seed import seed
from app.messages import read_messages
from app.settings import Settings

log = logging.getLogger("shirube.main")
PURGE_SECONDS = 60
CATALOGUE_SECONDS = 0.5
_PROBLEMS: dict[int | str, dict[str, Any]] = {"default": {"model": ProblemOut, "description": "Refused or failed"}}


def create_app(settings: Settings) -> FastAPI:
    """The public application on a migrated and seeded database."""
    engine = open_engine(settings.database)
    migrate(engine)
    open_session = session_factory(engine)
    content = Content(settings.content)
    with open_session.begin() as session:
        if seed(session, content, today=datetime.now(UTC).date()):
            log.info("event=knowledge_seeded")
    knowledge = serving.Knowledge(
        CatalogueKeeper(open_session), read_gazetteer(settings.content), read_follow_ups(settings.content)
    )
    serving.serve(knowledge)
    messages = read_messages(content)
    sealer = Sealer(settings.secret("hmac_key").encode())
    measures = Measures()
    rasa = RasaClient(
        f"http://127.0.0.1:{settings.rasa_port}",
        settings.secret("rasa_token"),
        timeout_seconds=settings.rasa_timeout_seconds,
    )
    gateway = GatewayState(
        settings=settings,
        engine=engine,
        open_session=open_session,
        sealer=sealer,
        knowledge=knowledge,
        messages=messages,
        cards=Cards(messages, read_phrases(content)),
        intervals=read_review_intervals(content),
        rasa=rasa,
        turns=Turns(rasa, sealer.sender_id, tuple(messages.languages), measures.rasa_away),
        limits=RateLimits(off=not settings.rate_limit),
        measures=measures,
    )
    app = FastAPI(
        title="Shirube",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan,
    )
    app.state.gateway = gateway
    _ = knowledge.catalogue, pages.widget(gateway)  # before the first visitor comes
    app.add_middleware(
        SafeHeaders,
        refuse_too_large=answers.refuse_too_large,
        answer_unforeseen=answers.answer_unforeseen,
        embedding_sites=settings.embedding_sites,
    )
    answers.install(app)
    for routes in (conversation_routes, knowledge_routes, health_routes, page_texts, pages, font_files, plain_routes):
        app.include_router(routes.router, responses=_PROBLEMS)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    gateway: GatewayState = app.state.gateway
    tasks = [asyncio.create_task(_purge_for_ever(gateway)), asyncio.create_task(_follow_publications(gateway))]
    tasks.append(asyncio.create_task(asyncio.to_thread(languages.load)))  # no visitor waits for it
    yield
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=1)  # a database that hangs must not keep us
    await gateway.rasa.close()
    gateway.engine.dispose()


async def _purge_for_ever(gateway: GatewayState) -> None:
    while True:
        try:
            await purge(gateway)
        except Exception as fault:  # a busy database now is no reason never to purge again
            log.error("event=purge_failed fault=%s", type(fault).__name__)
        await asyncio.sleep(PURGE_SECONDS)


async def _follow_publications(gateway: GatewayState) -> None:
    """The first visitor after a quiet hour must not get the answer of an hour ago."""
    while True:
        _ = gateway.knowledge.catalogue
        await asyncio.sleep(CATALOGUE_SECONDS)
