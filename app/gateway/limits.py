"""How often one visitor or one address may ask; keeps no address, only a keyed digest that changes every day."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import date

from app.errors import TooManyRequests

WINDOW_SECONDS = 60.0
PER_CONVERSATION = 40
PER_ADDRESS = 600
"""A shelter or a school shares one address: generous, against floods only."""
BEGUN_PER_ADDRESS = 60
MOST_KEYS = 100_000
"""More than this at once is a flood from everywhere: those who were silent longest are forgotten."""


class RateLimits:
    """Moving windows of a minute, in memory, on a clock nobody can set; `off` lifts them all."""

    def __init__(self, *, off: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._off = off
        self._clock = clock
        self._hits: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        """Times within the window by who and what; the one heard of longest ago comes first."""
        self._key = secrets.token_bytes(32)
        self._key_day = date.min

    def begin(self, address: str, today: date) -> None:
        """Raises TooManyRequests when `address` begins conversations too often."""
        self._hit(BEGUN_PER_ADDRESS, "begin", self._digest(address, today))

    def message(self, address: str, conversation_id: str, today: date) -> None:
        """Raises TooManyRequests when the conversation or its address sends too much."""
        self._hit(PER_ADDRESS, "message", self._digest(address, today))
        self._hit(PER_CONVERSATION, "conversation", conversation_id)

    def request(self, address: str, today: date) -> None:
        """Raises TooManyRequests for a flood of any other requests from `address`."""
        self._hit(PER_ADDRESS, "request", self._digest(address, today))

    def _hit(self, most: int, what: str, who: str) -> None:
        if self._off:
            return
        now = self._clock()
        self._forget(now - WINDOW_SECONDS)
        times = self._hits.setdefault((what, who), deque())
        while times and times[0] <= now - WINDOW_SECONDS:
            times.popleft()
        if len(times) >= most:
            raise TooManyRequests(max(1, math.ceil(times[0] + WINDOW_SECONDS - now)))
        times.append(now)
        self._hits.move_to_end((what, who))

    def _forget(self, until: float) -> None:
        while self._hits:
            oldest = next(iter(self._hits))
            if self._hits[oldest][-1] > until and len(self._hits) <= MOST_KEYS:
                return
            del self._hits[oldest]

    def _digest(self, address: str, today: date) -> str:
        if today != self._key_day:
            self._key, self._key_day = secrets.token_bytes(32), today
        return hmac.new(self._key, _network(address).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """The part of an address that one household or house is given: of IPv6 the first half."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return str(ipaddress.ip_network((int(read) >> 64 << 64, 64)))
