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
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as fault:
        raise ContentFault(f"{path}: {fault}") from None
