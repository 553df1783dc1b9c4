"""What passes of a program's output, and that nothing else does."""

from __future__ import annotations

import json

import pytest

from app.runner.output_filter import GATEWAY_LINE, LONGEST_LINE_BYTES, RASA_SENTENCES, OutputFilter

CANARY = "kingfisher"
TRACEBACK = f"""Traceback (most recent call last):
  File "processor.py", line 12, in parse_{CANARY}
    raise aiohttp.ClientResponseError({CANARY!r})
rasa.utils.endpoints.ClientResponseError: 500, {CANARY}
{CANARY} on a line of its own
"""


def shown(output_filter: OutputFilter, *chunks: bytes) -> list[str]:
    return [line for chunk in chunks for line in output_filter.feed(chunk)] + output_filter.finish()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026-11-22 10:00:00 INFO     root  - Rasa server is up and running.", ["Rasa server is up and running."]),
        ("\x1b[91mRasaException: no such channel\x1b[0m", ["RasaException"]),
        (f"Rasa server is up and running. {CANARY}", ["Rasa server is up and running."]),
        (TRACEBACK, ["ClientResponseError"]),
        (json.dumps({"event": CANARY, "exception": [{"exc_type": "KeyError", "exc_value": CANARY}]}), ["KeyError"]),
        (json.dumps({"event": "rasa.core", "exc_type": CANARY}), []),
        (f"ValueError: {CANARY}", ["ValueError"]),
        (f"{CANARY}.ValueError: x", ["ValueError"]),
        (f"{CANARY.title()}Error: x", []),
        (f"Received message '{CANARY} 070 1234 5678'", []),
        (f"shirube.turns text={CANARY}", []),
        (f"first\r{CANARY}\x00\nsecond {CANARY}", []),
    ],
)
def test_rasa_is_reduced_to_fixed_words(line: str, expected: list[str]) -> None:
    assert shown(OutputFilter(RASA_SENTENCES), line.encode() + b"\n") == expected


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("shirube.turns status=200 kind=answer milliseconds=12.5", True),
        ("shirube.started", True),
        (f"shirube.turns text='{CANARY} and more'", False),
        (f"shirube.turns {CANARY}", False),
        (f"x shirube.turns status={CANARY}", False),
        (f"INFO: GET /{CANARY}", False),
    ],
)
def test_of_the_gateway_only_its_own_log_lines_pass(line: str, passes: bool) -> None:
    assert shown(OutputFilter(line=GATEWAY_LINE), line.encode() + b"\n") == ([line] if passes else [])


def test_lines_arrive_in_pieces_and_the_last_may_be_cut_off() -> None:
    chunks = [b"Rasa server is up", b" and running.\nVal", b"ueError: x"]
    assert shown(OutputFilter(RASA_SENTENCES), *chunks) == ["Rasa server is up and running.", "ValueError"]


def test_an_endless_line_is_dropped_without_being_kept() -> None:
    output_filter = OutputFilter(RASA_SENTENCES)
    for _ in range(20):
        assert output_filter.feed(b"x" * LONGEST_LINE_BYTES) == []
    assert output_filter.feed(b"Rasa server is up and running.\nNo model found.\n") == ["No model found."]


def test_dropped_lines_are_counted() -> None:
    output_filter = OutputFilter(RASA_SENTENCES)
    shown(output_filter, b"one\ntwo\n\nNo model found.\nthree")
    assert output_filter.kept_back == 3
