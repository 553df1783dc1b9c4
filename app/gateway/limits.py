"""How often one visitor or one address may ask; keeps no address, only a keyed digest that changes every day."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import time
from datetime import date

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooManyRequests

PER_CONVERSATION = RateLimitItemPerMinute(40)
PER_ADDRESS = RateLimitItemPerMinute(600)
"""A shelter or a school shares one address: generous, against floods only."""
BEGUN_PER_ADDRESS = RateLimitItemPerMinute(60)


class RateLimits:
    """Moving windows in memory; `off` lifts them all."""

    def __init__(self, *, off: bool = False) -> None:
        self._off = off
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._key = secrets.token_bytes(32)
        self._key_day = date.min

    def begin(self, address: str, today: date) -> None:
        """Raises TooManyRequests when `address` begins conversations too often."""
        self._hit(BEGUN_PER_ADDRESS, "begin", self._digest(address, today))

    def message(self, address: str, conversation_id: str, today: date) -> None:
        """Raises TooManyRequests when the conversation or its address sends too much."""
        self._hit(PER_CONVERSATION, "conversation", conversation_id)
        self._hit(PER_ADDRESS, "address", self._digest(address, today))

    def request(self, address: str, today: date) -> None:
        """Raises TooManyRequests for a flood of any requests from `address`."""
        self._hit(PER_ADDRESS, "request", self._digest(address, today))

    def _hit(self, item: RateLimitItemPerMinute, *names: str) -> None:
        if self._off or self._limiter.hit(item, *names):
            return
        reset_at = self._limiter.get_window_stats(item, *names).reset_time
        raise TooManyRequests(max(1, math.ceil(reset_at - time.time())))

    def _digest(self, address: str, today: date) -> str:
        if today != self._key_day:
            self._key, self._key_day = secrets.token_bytes(32), today
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()
