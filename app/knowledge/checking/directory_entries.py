"""The directory: known categories, kinds of phone that fit the number, places we know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import phonenumbers

from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content
from app.knowledge.places import read_gazetteer
from app.knowledge.vocabulary import NATIONWIDE, Category, FactMark, PhoneKind

# 189 joins once a source for it is found (design, section 6).
SHORT_NUMBERS = {"110", "119", "#8891", "#9110", "#8008"}
_PREFIXES = {PhoneKind.FREE: ("0120", "0800"), PhoneKind.NAVI: ("0570",)}


def check_directory(content: Content) -> Iterator[Fault]:
    """Faults of content/services."""
    gazetteer = read_gazetteer(content.root)
    for service, entry in content.services.items():
        place = f"content/services/services.yml {service}"
        if FactMark(entry["mark"]) is FactMark.UNSOURCED or not entry["sources"]:
            yield Fault(place, "has no source")
        for category in entry["categories"]:
            if category not in set(Category):
                yield Fault(place, f"no such category: {category}")
        if entry["prefecture"] != NATIONWIDE and entry["prefecture"] not in gazetteer.places:
            yield Fault(place, f"no such prefecture: {entry['prefecture']}")
        for phone in entry.get("phones", ()):
            yield from (Fault(place, text) for text in _phone(phone))


def _phone(phone: dict[str, Any]) -> Iterator[str]:
    number, kind = phone["number"], PhoneKind(phone["kind"])
    if kind is PhoneKind.SHORT:
        if number not in SHORT_NUMBERS:
            yield f"{number} is on no sourced list of short numbers"
        return
    if not phonenumbers.is_valid_number(phonenumbers.parse(number, "JP")):
        yield f"{number} is no Japanese number"
    for special, prefixes in _PREFIXES.items():
        if number.startswith(prefixes) != (kind is special):
            yield f"{number} is marked {kind}"
