"""Erases one conversation everywhere, and everything whose time has come."""

from __future__ import annotations

from collections.abc import Sequence

from app.conversations import conversations
from app.database.session import overwrite_deleted
from app.errors import ConversationEnded
from app.gateway.state import GatewayState

MOST_UNDELIVERED = 10_000
"""As many conversations as Rasa remembers, each for half an hour at most."""


async def erase(gateway: GatewayState, token: str, *, must_be_known: bool) -> str:
    """The receipt for a conversation that is gone from the database, its log and Rasa's memory.

    Raises ConversationEnded for a token nobody knows where it must be known.
    """

    def remove() -> str:
        with gateway.open_session.begin() as session:
            if must_be_known:
                conversations.open_conversation(session, gateway.sealer, token, now=gateway.now())
            conversation_id = conversations.erase(session, gateway.sealer, token)
        overwrite_deleted(gateway.engine)
        return conversation_id

    if not token:
        raise ConversationEnded()
    conversation_id = await gateway.in_database(remove)
    async with gateway.lock(conversation_id):  # a turn on its way would be remembered by Rasa after it forgot
        await _tell_rasa(gateway, [gateway.sealer.sender_id(conversation_id)])
    return gateway.sealer.receipt(conversation_id)


async def purge(gateway: GatewayState) -> None:
    """Removes silent conversations and old replies, here and in Rasa, and tells Rasa what it did not hear before."""

    def remove() -> list[str]:
        with gateway.open_session.begin() as session:
            ended = conversations.purge(session, now=gateway.now())
        overwrite_deleted(gateway.engine)
        return ended

    ended = await gateway.in_database(remove)
    await _tell_rasa(gateway, [*gateway.undelivered, *map(gateway.sealer.sender_id, ended)])


async def _tell_rasa(gateway: GatewayState, senders: Sequence[str]) -> None:
    hears = True
    for sender in senders:
        hears = hears and await gateway.rasa.erase(sender)
        if hears:
            gateway.undelivered.discard(sender)
        elif len(gateway.undelivered) < MOST_UNDELIVERED:
            gateway.undelivered.add(sender)
