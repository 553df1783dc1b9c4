"""YAML files under `content/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from app.errors import ContentFault

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The document at `path`; raises ContentFault with the file's name when it is not YAML."""
    try:
        return parse_yaml(path.read_text("utf-8"))
    except yaml.YAMLError as fault:
        raise ContentFault(f"{path}: {fault}") from None


def parse_yaml(text: str) -> Any:
    """The document that `text` holds; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
