"""What we said in the last few turns of a conversation."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.gateway.schemas import Message


@dataclass(frozen=True)
class PastReplies:
    """Sealed replies, oldest first; most buttons need none of them, so they are opened when somebody asks."""

    sealed: Sequence[bytes]
    unseal: Callable[[bytes], bytes]

    @cached_property
    def replies(self) -> list[list[Message]]:
        """The messages of each reply."""
        return [messages_of(self.unseal(sealed)) for sealed in self.sealed]


def messages_of(reply: bytes) -> list[Message]:
    """The messages of a reply as it was sent."""
    return [Message.model_validate(message) for message in json.loads(reply)["messages"]]
