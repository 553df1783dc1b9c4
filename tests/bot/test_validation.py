"""What training no longer validates is validated here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.encoder.folders import PROJECT_FOLDER


def test_rasa_finds_nothing_wrong_with_domain_rules_and_utterances(tmp_path: Path) -> None:
    env = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "HOME": str(tmp_path), "PYTHONPATH": str(PROJECT_FOLDER)}
    command = [sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings"]
    done = subprocess.run(
        command, cwd=PROJECT_FOLDER, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
