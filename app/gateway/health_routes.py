"""/healthz, /readyz, /metrics: for the machine that runs us and for the operator."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from app.gateway.access import Gateway, operator_only

router = APIRouter()


@router.get("/healthz")
async def is_alive() -> dict[str, str]:
    """The gateway serves; fixed texts and topics by button work."""
    return {"status": "ok"}


@router.get("/readyz")
async def is_ready(gateway: Gateway, response: Response) -> dict[str, bool]:
    """200 once words are understood as well; 503 with the part that is missing until then."""
    understanding = gateway.serves_actions and await gateway.rasa.is_ready()
    response.status_code = 200 if understanding else 503
    return {"gateway": True, "understanding": understanding}


@router.get("/metrics", dependencies=[Depends(operator_only)])
async def metrics(gateway: Gateway) -> Response:
    """Counters for the operator, who shows the operator token."""
    return Response(gateway.measures.exposition(), media_type="text/plain; version=0.0.4")
