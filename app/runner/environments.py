"""The environment each process gets: Rasa's is built up from nothing, since it needs to know little."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

KEPT_NAMES = frozenset({"PATH", "LANG", "TZ", "LD_LIBRARY_PATH"})
KEPT_PREFIXES = ("LC_", "OPENBLAS_", "SHIRUBE_")


def rasa_environment(env: Mapping[str, str], root: Path, var: Path, *, temporary: Path) -> dict[str, str]:
    """What Rasa needs to train and to serve; no database address, no proxy, no home."""
    kept = {name: value for name, value in env.items() if name in KEPT_NAMES or name.startswith(KEPT_PREFIXES)}
    return kept | {
        # Rasa writes ~/.config/rasa/global.yml with a telemetry id, even where telemetry is off.
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "MPLCONFIGDIR": str(var / "cache" / "matplotlib"),
        "PYTHONPATH": str(root),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",  # switches error reporting to Sentry off, too
        "HF_HUB_OFFLINE": "1",
        "GIT_DIR": os.devnull,  # a package asks git for its version on import and locks our index for that
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "SANIC_WORKERS": "1",
        "OMP_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SHIRUBE_VAR": str(var),
        "SHIRUBE_RASA_TOKEN_FILE": str(var / "secrets" / "rasa_token"),
    }


def with_live_questions(env: Mapping[str, str], var: Path, internal_port: int) -> dict[str, str]:
    """The environment of a Rasa that serves: it learns published questions from the gateway beside it."""
    return dict(env) | {
        "SHIRUBE_QUESTIONS_URL": f"http://127.0.0.1:{internal_port}/questions",
        "SHIRUBE_ACTIONS_TOKEN_FILE": str(var / "secrets" / "actions_token"),
    }


def gateway_environment(
    env: Mapping[str, str], var: Path, *, host: str, port: int, internal_port: int, rasa_port: int
) -> dict[str, str]:
    """The runner's own environment, and where everything is."""
    return dict(env) | {
        "HOST": host,
        "PORT": str(port),
        "SHIRUBE_INTERNAL_PORT": str(internal_port),
        "SHIRUBE_RASA_PORT": str(rasa_port),
        "SHIRUBE_VAR": str(var),
        "TMPDIR": str(var / "tmp" / "gateway"),
        "OMP_NUM_THREADS": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # a gateway that was killed must be back soon
    }
