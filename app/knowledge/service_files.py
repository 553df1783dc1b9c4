"""The files of `content/services/`: one row a service, what it helps with, what it does, when it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.errors import ContentFault
from app.knowledge.yaml_files import read_yaml


def read_services(folder: Path) -> dict[str, dict[str, Any]]:
    """Service id → its row of services.yml with `categories`, `terms`, `schedules` and `read_on` filled in.

    Raises ContentFault where the files speak of other services than services.yml.
    """
    document = read_yaml(folder / "services.yml")
    rows: dict[str, dict[str, Any]] = document["services"]
    categories, terms = read_yaml(folder / "categories.yml"), read_yaml(folder / "terms.yml")
    schedules = read_yaml(folder / "schedules.yml")
    for name, found in {"categories.yml": categories, "terms.yml": terms}.items():
        if odd := sorted(set(found) ^ set(rows)):
            raise ContentFault(f"content/services: {name} and services.yml differ in {odd}")
    if odd := sorted(set(schedules) - set(rows)):
        raise ContentFault(f"content/services/schedules.yml: no such services: {odd}")
    return {
        service: {
            "read_on": document["read_on"],
            "sources": [],
            **row,
            "categories": categories[service],
            "terms": terms[service],
            "schedules": schedules.get(service, []),
        }
        for service, row in rows.items()
    }
