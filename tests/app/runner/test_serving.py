"""The runner with real processes below it, really killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.runner.running_shirube import RunningShirube, is_alive, wait_for

Start = Callable[[], RunningShirube]
READY = "understanding is ready"


def test_says_the_address_and_when_understanding_is_ready(start: Start) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    assert f"Shirube is at http://127.0.0.1:{shirube.port}" in shirube.lines


def test_the_gateway_serves_while_the_model_is_trained(start: Start) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    said = [line.split(",")[0].split(" http")[0] for line in shirube.lines]
    assert said.index("training the model") < said.index("Shirube is at") < said.index("the model is trained")


@pytest.mark.parametrize(("name", "ready"), [("rasa", READY), ("gateway", "Shirube is at")])
def test_a_killed_process_is_started_again(start: Start, name: str, ready: str) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    killed = shirube.pid_of(name)
    os.kill(killed, signal.SIGKILL)
    shirube.wait_until_said(f"{name} stopped (signal 9); starting it again")
    shirube.wait_until_said(ready, times=2)
    assert shirube.pid_of(name) != killed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_leaves_no_child(start: Start, number: signal.Signals) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    children = [shirube.pid_of("gateway"), shirube.pid_of("rasa")]
    assert shirube.end_with(number) == 0
    assert not any(map(is_alive, children))
    assert shirube.lines[-1] == "stopping"


def test_a_child_that_will_not_stop_is_killed(start: Start) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    rasa = shirube.pid_of("rasa")
    os.kill(rasa, signal.SIGSTOP)
    wait_for(lambda: ") T " in Path(f"/proc/{rasa}/stat").read_text())
    asked_at = time.monotonic()
    assert shirube.end_with(signal.SIGTERM) == 0
    assert 4 < time.monotonic() - asked_at < 8
    assert not is_alive(rasa)


def test_a_killed_runner_leaves_no_child(start: Start) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    children = [shirube.pid_of("gateway"), shirube.pid_of("rasa")]
    shirube.end_with(signal.SIGKILL)
    wait_for(lambda: not any(map(is_alive, children)))


def test_no_word_of_a_visitor_is_printed(start: Start) -> None:
    shirube = start()
    shirube.wait_until_said(READY)
    shirube.ask("/raise")
    shirube.wait_until_said("gateway: shirube.turns status=200 kind=answer")
    shirube.wait_until_said("rasa: ValueError")
    shirube.end_with(signal.SIGTERM)
    output = "\n".join(shirube.lines)
    assert "kingfisher" not in output
    assert "070" not in output


def test_files_of_the_children_are_private_and_old_ones_are_gone(start: Start, root: Path) -> None:
    (root / "var/tmp/rasa").mkdir(parents=True)
    (root / "var/tmp/rasa/left-behind").touch()
    shirube = start()
    shirube.wait_until_said(READY)
    assert (root / "var").stat().st_mode & 0o777 == 0o700
    assert (root / "var/rasa.pid").stat().st_mode & 0o777 == 0o600
    assert not list((root / "var/tmp/rasa").iterdir())


def test_after_a_failed_training_the_gateway_goes_on(start: Start, root: Path) -> None:
    (root / "data/broken").touch()
    shirube = start()
    shirube.wait_until_said("training the model failed (exit code 1)")
    shirube.wait_until_said("Shirube is at")
    assert "  this data cannot be learned" in shirube.lines
    assert is_alive(shirube.pid_of("gateway"))


def test_a_taken_port_is_named_with_its_setting(start: Start, root: Path) -> None:
    first = start()
    first.wait_until_said("Shirube is at")
    second = RunningShirube(root, first.port, 1, 2)
    assert second.process.wait(10) == 1
    second.wait_until_said(f"port {first.port} is taken by another program; PORT names another one")
