"""What staff run beside the servers."""

from __future__ import annotations

import os
import runpy
import sys

import pytest


@pytest.mark.parametrize(
    ("command", "yields"), [("run", False), ("gateway", False), ("questions", True), ("texts", True), ("due", True)]
)
def test_commands_of_staff_yield_to_visitors_and_servers_do_not(
    monkeypatch: pytest.MonkeyPatch, command: str, yields: bool
) -> None:
    nicer: list[int] = []
    monkeypatch.setattr(os, "nice", nicer.append)
    monkeypatch.setattr("app.cli.main", lambda: 0)
    monkeypatch.setattr(sys, "argv", ["app", command])
    with pytest.raises(SystemExit):
        runpy.run_module("app", run_name="__main__")
    assert [step > 0 for step in nicer] == [True] * yields
