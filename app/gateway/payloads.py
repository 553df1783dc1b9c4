"""What a button may say: the closed list of payloads of the public API."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import UnknownPayload
from app.knowledge.vocabulary import UNSAID, Category, Situation

_FORMS = {
    "faq": re.compile(r"[a-z][a-z0-9_]{0,63}"),
    "danger": re.compile(r"[a-z][a-z0-9_]{0,63}"),
    "need": re.compile("|".join(Category)),
    "place": re.compile(r"JP-\d\d|\d{5}|near|anywhere"),
    "only": re.compile(r"phone|free|women|open|lang:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "language": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "situation": re.compile("|".join([*Situation, UNSAID])),
    "received": re.compile(r"[0-7]|earlier|not-yet"),
    "safe": re.compile(r"yes|no"),
    "feedback": re.compile(r"[A-Za-z0-9_-]{1,64}/(?:yes|no)"),
}
_BARE = {"more", "repeat", "simpler", "human"}


@dataclass(frozen=True, slots=True)
class Payload:
    """A parsed payload, `kind/value`; `value` is "" for bare ones."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.value}" if self.value else self.kind


def parse_payload(text: str) -> Payload:
    """The payload `text` stands for; raises UnknownPayload for anything that is not on the list."""
    if text in _BARE:
        return Payload(text, "")
    kind, slash, value = text.partition("/")
    form = _FORMS.get(kind)
    if not slash or form is None or not form.fullmatch(value):
        raise UnknownPayload()
    return Payload(kind, value)
