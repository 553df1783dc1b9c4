"""The directory's rows: sourced, of the fixed vocabularies, with phones and hours that can be what they say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberType

from app.errors import ContentFault
from app.knowledge.checking.directory_coverage import check_coverage
from app.knowledge.checking.embassies import check_embassies
from app.knowledge.checking.faults import Fault, numbers
from app.knowledge.content import Content, read_yaml
from app.knowledge.neighbouring_prefectures import NEIGHBOURS
from app.knowledge.places import Gazetteer, read_gazetteer
from app.knowledge.schedule_entries import read_schedule
from app.knowledge.vocabulary import NATIONWIDE, SOURCE_LANGUAGE, Category, FactMark, PhoneKind, PhonePurpose, Term

# 189 joins once a source for it is found (design, section 6).
SHORT_NUMBERS = {"110", "119", "#8891", "#9110", "#8008"}
MOST_TERMS = 7
TRANSLATED = ("hours", "cost", "eligibility")
"""What of a row has its translation in content/services/phrases; so have the hours of a phone."""
_TYPES: Mapping[PhoneKind, set[int]] = {
    PhoneKind.FREE: {PhoneNumberType.TOLL_FREE},
    PhoneKind.NAVI: {PhoneNumberType.UAN},
    PhoneKind.PHONE: {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    },
}
_ADDRESS_OF_A_PAGE = re.compile(r"https?://[^\s/]+\.[^\s/]+")
_ROUND_THE_CLOCK = re.compile(r"\b24 ?h|round-the-clock", re.I)


def check_directory(content: Content) -> Iterator[Fault]:
    """Faults of content/services."""
    gazetteer = read_gazetteer(content.root)
    for service, entry in content.services.items():
        yield from (Fault(f"content/services/services.yml {service}", text) for text in row_faults(entry, gazetteer))
    yield from _phrases(content)
    yield from _descriptions(content)
    yield from _labels(content)
    yield from check_coverage(content)
    yield from check_embassies(content)


def row_faults(entry: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    """What is wrong in one row."""
    return chain(_row(entry, gazetteer), _terms(entry["terms"]), _phones(entry), _schedules(entry))


def _row(entry: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    if FactMark(entry["mark"]) is FactMark.UNSOURCED or not entry["sources"]:
        yield "has no source"
    yield from (f"no page: {page['url']}" for page in entry["sources"] if not _ADDRESS_OF_A_PAGE.match(page["url"]))
    yield from (f"no such category: {category}" for category in entry["categories"] if category not in set(Category))
    if entry["prefecture"] != NATIONWIDE and entry["prefecture"] not in gazetteer.places:
        yield f"no such prefecture: {entry['prefecture']}"
    areas = set(str(entry.get("service_area", NATIONWIDE)).split())
    if areas != {NATIONWIDE} and not areas <= set(NEIGHBOURS):
        yield f"service_area is {NATIONWIDE}, prefectures, or absent"
    if ("latitude" in entry) != ("longitude" in entry):
        yield "half a pair of coordinates"


def _terms(terms: list[str]) -> Iterator[str]:
    yield from (f"no such term: {term}" for term in terms if term not in set(Term))
    if not 1 <= len(set(terms)) == len(terms) <= MOST_TERMS:
        yield f"{len(terms)} terms, from 1 to {MOST_TERMS} different ones"


def _phones(entry: Mapping[str, Any]) -> Iterator[str]:
    numbers = [phone["number"] for phone in entry.get("phones", ())]
    if len(set(numbers)) < len(numbers):
        yield "has a number twice"
    for phone in entry.get("phones", ()):
        yield from _phone(phone)


def _phone(phone: Mapping[str, Any]) -> Iterator[str]:
    number, kind = phone["number"], PhoneKind(phone["kind"])
    if phone.get("purpose", PhonePurpose.OFFICE) not in set(PhonePurpose):
        yield f"{number}: no such purpose: {phone['purpose']}"
    if odd := set(phone) - {"number", "kind", "purpose", "languages", "hours"}:
        yield f"{number}: a phone has no {', '.join(sorted(odd))}"
    if kind is PhoneKind.SHORT:
        if number not in SHORT_NUMBERS:
            yield f"{number} is on no sourced list of short numbers"
        return
    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException:
        yield f"{number} is no number at all"
        return
    if not phonenumbers.is_valid_number(parsed):
        yield f"{number} is no Japanese number"
    elif phonenumbers.number_type(parsed) not in _TYPES[kind]:
        yield f"{number} is marked {kind}"


def _schedules(entry: Mapping[str, Any]) -> Iterator[str]:
    """A rule says nothing that the row's own words do not say."""
    words = f"{entry.get('hours', '')} {entry['description']}"
    said = set(re.findall(r"\d+(?::\d\d)?", words))
    for one in entry["schedules"]:
        try:
            read_schedule(one)
        except ContentFault as fault:
            yield str(fault)
            continue
        for clock in (one[key] for key in ("opens_at", "closes_at") if key in one):
            hour, minute = clock.split(":")
            if not said & {f"{int(hour)}:{minute}", *([str(int(hour))] if minute == "00" else [])}:
                yield f"a schedule says {clock}, the row does not"
        if one.get("around_the_clock") and not _ROUND_THE_CLOCK.search(words):
            yield "a schedule says around the clock, the row does not"
        if one.get("closed_on_holidays") and "holiday" not in words:
            yield "a schedule says closed on holidays, the row does not"


def _phrases(content: Content) -> Iterator[Fault]:
    """Phone hours have their translation, and no translation is of a text that is gone."""
    entries = content.services.values()
    phone_hours = {phone["hours"] for entry in entries for phone in entry.get("phones", ()) if "hours" in phone}
    used = phone_hours | {entry[field] for entry in entries for field in TRANSLATED if entry.get(field)}
    for tag in _translations(content):
        path = content.root / "services" / "phrases" / f"{tag}.yml"
        known = set(read_yaml(path) or {}) if path.exists() else set()
        place = f"content/services/phrases/{tag}.yml"
        yield from (Fault(place, f"hours of a phone are missing: {text}") for text in sorted(phone_hours - known))
        yield from (Fault(place, f"no row says this any more: {text}") for text in sorted(known - used))


def _descriptions(content: Content) -> Iterator[Fault]:
    """Every row is described in every language that describes any, with the numbers of the English."""
    for path in sorted((content.root / "services" / "descriptions").glob("*.yml")):
        place, texts = f"content/services/descriptions/{path.name}", read_yaml(path)
        yield from (Fault(place, f"no such row: {one}") for one in sorted(set(texts) - set(content.services)))
        for service, entry in content.services.items():
            if not (text := texts.get(service)):
                yield Fault(place, f"{service} is missing")
            elif numbers(text) != numbers(entry["description"]):
                yield Fault(place, f"{service}: other numbers than the English")


def _translations(content: Content) -> Collection[str]:
    return [tag for tag in content.languages if tag != SOURCE_LANGUAGE]


def _labels(content: Content) -> Iterator[Fault]:
    """Every word of a vocabulary can be shown; that translations have it too, the messages' own check sees to."""
    known = read_yaml(content.root / "messages" / f"{SOURCE_LANGUAGE}.yml")
    wanted = [*(f"term.{term}" for term in Term), *(f"phone_for.{purpose}" for purpose in PhonePurpose)]
    yield from (
        Fault(f"content/messages/{SOURCE_LANGUAGE}.yml", f"{key} is missing") for key in wanted if key not in known
    )
