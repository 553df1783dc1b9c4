"""Who is asking: the doors every route goes through."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Header, Request

import languages
from app.errors import ConversationEnded, NotFound, UnknownLanguage
from app.gateway.reply_language import LONGEST_TAG, first_language
from app.gateway.state import GatewayState


def gateway_of(request: Request) -> GatewayState:
    """The gateway's parts, for code that is no route."""
    gateway: GatewayState = request.app.state.gateway
    return gateway


async def the_gateway(request: Request) -> GatewayState:
    # FastAPI runs dependencies that are not async in threads: four hops a message, milliseconds under load.
    return gateway_of(request)


Gateway = Annotated[GatewayState, Depends(the_gateway)]


async def visitor_token(authorization: Annotated[str | None, Header()] = None) -> str:
    """The bearer token of the request; raises ConversationEnded where there is none, as for an unknown one."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > 128:
        raise ConversationEnded()
    return token.strip()


VisitorToken = Annotated[str, Depends(visitor_token)]


async def address_of(request: Request) -> str:
    """The caller's address, for rate limits only; never stored or logged."""
    return request.client.host if request.client else "unknown"


Address = Annotated[str, Depends(address_of)]


async def operator_only(gateway: Gateway, authorization: Annotated[str | None, Header()] = None) -> None:
    """Refuses everybody without the operator's token; from outside the route does not exist."""
    expected = f"Bearer {gateway.settings.secret('operator_token')}"
    if not hmac.compare_digest((authorization or "").encode(), expected.encode()):
        raise NotFound()


def offered_language(gateway: GatewayState, wish: str | None) -> str | None:
    """The offered language nearest to a wish; None for no wish; raises UnknownLanguage for an unknown one."""
    if wish is None:
        return None
    found = languages.nearest(wish, gateway.offered) if len(wish) <= LONGEST_TAG else None
    if found is None:
        raise UnknownLanguage()
    return found


async def asked_language(gateway: Gateway, request: Request, language: str | None = None) -> str:
    """`?language=`, else the browser's, else the source language."""
    tag, _ = first_language(
        offered_language(gateway, language), request.headers.get("accept-language", ""), gateway.offered
    )
    return tag


AskedLanguage = Annotated[str, Depends(asked_language)]
