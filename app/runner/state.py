"""The folder `var/`: private folders, the shared tokens, and the settings Rasa is started with."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

TOKENS = ("rasa_token", "actions_token", "operator_token", "hmac_key")
ACTION_URL = "  url: http://127.0.0.1:5055/webhook\n"


def private_folder(folder: Path) -> Path:
    """`folder`, made if need be, for its owner's eyes only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def emptied(folder: Path) -> Path:
    """`folder`, private and empty: a killed process leaves its temporary files behind."""
    shutil.rmtree(folder, ignore_errors=True)
    return private_folder(folder)


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner may read; it is there whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    unfinished.replace(path)


def ensure_tokens(var: Path) -> dict[str, str]:
    """The shared tokens by name, from `var/secrets/`; made at first start and never changed."""
    folder = private_folder(private_folder(var) / "secrets")
    for path in (folder / name for name in TOKENS):
        if not path.exists():
            write_privately(path, secrets.token_urlsafe(32) + "\n")
        path.chmod(0o600)
    return {name: (folder / name).read_text("ascii").strip() for name in TOKENS}


def write_endpoints(root: Path, var: Path, internal_port: int, actions_token: str) -> Path:
    """`var/run/endpoints.yml`: the project's own, with the real port and token of the action server."""
    template = (root / "endpoints.yml").read_text("utf-8")
    if template.count(ACTION_URL) != 1:
        raise ValueError(f"endpoints.yml must hold this line once: {ACTION_URL.strip()}")
    real = (
        f"  url: http://127.0.0.1:{internal_port}/webhook\n"
        f"  headers:\n    Authorization: Bearer {actions_token}\n"
        # Our actions read no domain, and it is 40 kB a call; a plain rasa-sdk server would refuse to do without.
        "  enable_selective_domain: true\n"
    )
    path = private_folder(var / "run") / "endpoints.yml"
    write_privately(path, template.replace(ACTION_URL, real))
    return path
