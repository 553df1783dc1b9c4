"""What of a process's output may be seen: fixed sentences only, since any line may hold a visitor's words.

Nothing read is ever passed on but a gateway log line of one strict form; the rest is answered with words of our own.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator

LONGEST_LINE_BYTES = 16_384

RASA_SENTENCES = (
    "Rasa server is up and running.",
    "Loading model models/shirube.tar.gz",
    "No model found.",
    "Address already in use",
    "Live questions are out of reach",
    "Error initializing graph component",
    "Failed to find input channel class for 'bot.gateway_channel.GatewayChannel'",
    # Rasa goes on with a store of its own, which keeps every word.
    "Tracker store with type 'bot.tracker_store.BriefTrackerStore' not found",
)
ERROR_NAMES = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception) and not issubclass(value, Warning)
} | {
    *("ActionExecutionRejection", "AgentNotReady", "CancelledError", "ClientConnectorError", "ClientResponseError"),
    *("GraphComponentException", "GraphRunError", "GraphSchemaValidationException", "IntegrityError"),
    *("InvalidConfigException", "InvalidDomain", "InvalidModelError", "JSONDecodeError", "LockError", "ModelNotFound"),
    *("OperationalError", "RasaException", "ServerError", "UnsupportedModelVersionError", "ValidationError"),
    *("YamlException", "YamlSyntaxException"),
}
TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
RAISED = re.compile(r"(?:[A-Za-z_]\w*\.)*(?P<name>[A-Z]\w*)(?::.*)?")
RAISED_IN_JSON = re.compile(r'"exc_type": "(?P<name>\w+)"')
GATEWAY_LINE = re.compile(r"shirube\.[a-z_.]+(?: [a-z_]+=[A-Za-z0-9_.:/-]{1,80})*")


class OutputFilter:
    """Turns raw output, as it comes, into the lines that may be shown; counts what it keeps back."""

    def __init__(self, sentences: Iterable[str] = (), line: re.Pattern[str] | None = None) -> None:
        self._sentences = tuple(sentences)
        self._line = line
        self._rest = b""
        self._skipping = False
        self.kept_back = 0

    def feed(self, data: bytes) -> list[str]:
        """The lines to show of what has become whole with `data`."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        shown: list[str] = []
        for line in lines:
            shown += self._judged(b"" if self._skipping else line)
            self._skipping = False
        if len(self._rest) > LONGEST_LINE_BYTES:
            self._rest, self._skipping = b"", True
        return shown

    def finish(self) -> list[str]:
        """The lines to show once no more output can come."""
        return self.feed(b"\n") if self._rest or self._skipping else []

    def _judged(self, raw: bytes) -> Iterator[str]:
        line = TERMINAL_COLOUR.sub("", raw.decode("utf-8", "replace")).strip()
        if self._line and self._line.fullmatch(line):
            yield line
            return
        found = [sentence for sentence in self._sentences if sentence in line]
        raised = RAISED.fullmatch(line)
        names = {raised["name"]} if raised else set(RAISED_IN_JSON.findall(line))
        found += sorted(names & ERROR_NAMES)
        self.kept_back += bool(line) and not found
        yield from found
