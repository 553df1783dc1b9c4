"""Directory entries and sources as the public API shows them, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import languages
from app.gateway.schemas import LabelOut, PhoneOut, ServiceOut, SourceOut
from app.knowledge.opening_hours import is_open
from app.knowledge.phrases import Phrases
from app.knowledge.search import FoundService
from app.knowledge.values import PhoneValue, ServiceValue, SourceValue
from app.knowledge.vocabulary import PhoneKind
from app.messages import Messages

_COST_KEYS = {PhoneKind.FREE: "page.phone_free", PhoneKind.NAVI: "page.phone_navi", PhoneKind.SHORT: "page.phone_short"}


class Cards:
    """Makes cards; knows words and phrases, asks nothing else."""

    def __init__(self, messages: Messages, phrases: Phrases) -> None:
        self._messages = messages
        self._phrases = phrases

    def service(self, found: FoundService, language: str, *, at: datetime | None = None) -> ServiceOut:
        """One directory entry in `language`; its own name stays beside the Japanese one, as it stands on the door.

        With `at`, whether it is surely open, or closed, at that moment for somebody who speaks `language`.
        """
        service = found.service
        phones = [self._phone(phone, service, language) for phone in service.phones]
        newest = max((s.source_date for s in service.sources if s.source_date), default=None)
        return ServiceOut(
            id=service.id,
            name=_in_both(service.name, service.name_ja, language, " – "),
            categories=list(service.categories),
            phone=service.main_phone.number if service.main_phone else None,
            phones=phones,
            hours=self._phrases.translate(service.hours, language),
            languages=list(service.languages),
            address=_in_both(service.address, service.address_ja, language, "\n") or None,
            prefecture=service.prefecture,
            url=service.url,
            eligibility=self._phrases.translate(service.eligibility, language),
            cost=self._phrases.translate(service.cost, language),
            source_date=newest,
            read_on=max((s.read_on for s in service.sources), default=""),
            checked_on=service.checked_on.isoformat() if service.checked_on else None,
            distance_km=found.distance_km,
            description=self._phrases.description(service.description, language),
            terms=[self._label("term", term, language) for term in service.terms],
            open_now=is_open(service.schedules, at, spoken={language, *languages.get(language).fallback})
            if at
            else None,
        )

    def services(self, found: Iterable[FoundService], language: str, *, at: datetime | None = None) -> list[ServiceOut]:
        return [self.service(one, language, at=at) for one in found]

    def _phone(self, phone: PhoneValue, service: ServiceValue, language: str) -> PhoneOut:
        return PhoneOut(
            number=phone.number,
            kind=phone.kind.value,
            cost=self._messages.text(_COST_KEYS[phone.kind], language) if phone.kind in _COST_KEYS else None,
            languages=list(phone.languages or service.languages),
            hours=self._phrases.translate(phone.hours or service.hours, language),
            purpose=self._label("phone_for", phone.purpose, language) if phone.purpose else None,
        )

    def _label(self, vocabulary: str, word: str, language: str) -> LabelOut:
        return LabelOut(id=word, label=self._messages.text(f"{vocabulary}.{word}", language))


def source_out(source: SourceValue) -> SourceOut:
    """A source with its three dates, never mixed."""
    return SourceOut(
        title=source.title,
        url=source.url,
        source_date=source.source_date,
        read_on=source.read_on,
        checked_on=source.checked_on.isoformat() if source.checked_on else None,
    )


def _in_both(text: str | None, japanese: str | None, language: str, joint: str) -> str:
    if language.startswith("ja"):
        return japanese or text or ""
    return joint.join(part for part in (text, japanese) if part)
