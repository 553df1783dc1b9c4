"""Tells Rasa's training cache what a component depends on beside its own class body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


def digest(*sources: ModuleType | Path) -> str:
    """A digest that changes with the content of any of these packages, modules or files."""
    whole = hashlib.sha256()
    for path in (path for source in sources for path in _files(source)):
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _files(source: ModuleType | Path) -> Iterator[Path]:
    if isinstance(source, ModuleType):
        file = Path(source.__file__ or "")
        source = file.parent if file.name == "__init__.py" else file
    if source.is_dir():
        yield from sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    else:
        yield source
