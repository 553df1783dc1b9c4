"""What Rasa calls, on a second, loopback-only port behind a shared token: rasa-sdk's actions, the live questions."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.knowledge.question_feed import FeedKeeper
from app.knowledge.serving import knowledge

log = logging.getLogger("shirube.internal")


def create_internal_app(token: str) -> Starlette:
    """The action server; every request must carry the token, every failure is a status without words."""
    executor = ActionExecutor()
    executor.register_package("actions")
    expected = f"Bearer {token}".encode()
    feeds = FeedKeeper()

    def is_rasa(request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected)

    async def questions(request: Request) -> Response:
        """The published questions that Rasa learns live; 304 where it has them already."""
        if not is_rasa(request):
            return Response(status_code=401)
        feed = await asyncio.to_thread(feeds.feed, knowledge().catalogue)  # visitors come first
        tag = f'"{feed.version}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return Response(feed.body, media_type="application/json", headers={"ETag": tag})

    async def run_action(request: Request) -> Response:
        """Runs one action and returns its events and response names."""
        if not is_rasa(request):
            return Response(status_code=401)
        try:
            # Rasa leaves the domain out (app/runner/state.py); the SDK wants to see one before it runs anything.
            result = await executor.run({"domain": {}} | json.loads(await request.body()))
        except ActionNotFoundException:
            return Response(status_code=404)
        except Exception as fault:
            log.error("event=action_call_failed fault=%s", type(fault).__name__)
            return Response(status_code=500)
        if result is None:
            return Response(status_code=400)
        return Response(json.dumps(result.model_dump()), media_type="application/json")

    return Starlette(routes=[Route("/webhook", run_action, methods=["POST"]), Route("/questions", questions)])
