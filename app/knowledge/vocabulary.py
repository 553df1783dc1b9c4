"""The fixed words of the knowledge base: states, categories, situations, kinds of phone."""

from __future__ import annotations

from enum import StrEnum


class EditingState(StrEnum):
    """Where a row stands in our own editing; only PUBLISHED reaches a visitor."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


class TextState(StrEnum):
    """Who vouches for a text. "Outdated" is not a state: it is computed from the source's digest."""

    MACHINE = "machine"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    ORIGINAL = "original"


class Sensitivity(StrEnum):
    """GREEN may stand anywhere; YELLOW could endanger on a shared phone; RED turns are never kept."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class FactMark(StrEnum):
    """How far a fact may be trusted; UNSOURCED ones are never shown."""

    OK = "ok"
    SECONDARY = "secondary"
    UNSOURCED = "unsourced"


class PhoneKind(StrEnum):
    """How a number is dialled and paid; NAVI (0570) costs and is never offered first."""

    PHONE = "phone"
    SHORT = "short"
    FREE = "free"
    NAVI = "navi"


class Category(StrEnum):
    """What a service helps with."""

    LEGAL = "legal"
    IMMIGRATION = "immigration"
    MEDICAL = "medical"
    MENTAL_HEALTH = "mental_health"
    HOUSING = "housing"
    EMPLOYMENT = "employment"
    LABOUR = "labour"
    MONEY = "money"
    FOOD = "food"
    EDUCATION = "education"
    WOMEN = "women"
    CHILDREN = "children"
    EMERGENCY = "emergency"
    GENERAL = "general"
    RETURN = "return"


class Situation(StrEnum):
    """A visitor's position in the procedure, told by the visitor for this conversation only."""

    VALID = "valid"
    WAITING = "waiting"
    REFUSED = "refused"
    RECOGNISED = "recognised"
    RELEASED = "released"
    NONE = "none"


SOURCE_LANGUAGE = "en"
NATIONWIDE = "JP"
