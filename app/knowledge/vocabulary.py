"""The fixed words of the knowledge base: states, categories, terms, situations, kinds of phone."""

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


class PhonePurpose(StrEnum):
    """What one of several numbers is for, where a source says so; its label is the message `phone_for.<value>`."""

    IP_AND_PREPAID = "ip_and_prepaid"
    IP_AND_ABROAD = "ip_and_abroad"
    NTT_HIKARI = "ntt_hikari"
    WOMEN = "women"
    DISASTER_AREA = "disaster_area"
    """Iwate, Miyagi and Fukushima, hit by the tsunami of 2011."""
    OFFICE = "office"
    """Of the operator, not of the advice line itself."""
    AUTOMATIC = "automatic"


class AttendingType(StrEnum):
    """The only way that given hours are for; the word is HSDS's."""

    VISIT = "visit"
    PHONE = "phone"
    CHAT = "chat"


class Precision(StrEnum):
    """How surely a service lies where its coordinates say."""

    ADDRESS = "address"
    CITY = "city"
    PREFECTURE = "prefecture"
    """Only the prefecture is known, the point is its seat: good for an order, never shown as kilometres."""


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


class Term(StrEnum):
    """What a service does and for whom, as a taxonomy term of HSDS; its label is the message `term.<value>`."""

    FREE_CONSULTATION = "free_consultation"
    LEGAL_ADVICE = "legal_advice"
    LEGAL_REPRESENTATION = "legal_representation"
    IMMIGRATION_PROCEDURES = "immigration_procedures"
    MEDICAL_CARE = "medical_care"
    FREE_OR_LOW_COST_MEDICAL_CARE = "free_or_low_cost_medical_care"
    PSYCHOLOGICAL_SUPPORT = "psychological_support"
    INTERPRETER = "interpreter"
    SHELTER = "shelter"
    HOUSING_HELP = "housing_help"
    FOOD = "food"
    MONEY = "money"
    CLOTHING = "clothing"
    JOB_PLACEMENT = "job_placement"
    LABOUR_RIGHTS = "labour_rights"
    JAPANESE_CLASS = "japanese_class"
    SCHOOL_HELP = "school_help"
    CHILDCARE_HELP = "childcare_help"
    CHILD_PROTECTION = "child_protection"
    VIOLENCE_SUPPORT = "violence_support"
    TRAFFICKING_SUPPORT = "trafficking_support"
    CRISIS_LINE = "crisis_line"
    DETENTION_VISITS = "detention_visits"
    ACCOMPANIMENT = "accompaniment"
    FORMS_HELP = "forms_help"
    GENERAL_INFORMATION = "general_information"
    RETURN_HELP = "return_help"
    BY_PHONE = "by_phone"
    IN_PERSON = "in_person"
    ONLINE = "online"
    WOMEN_ONLY = "women_only"
    CHILDREN_ONLY = "children_only"
    REFUGEES_ONLY = "refugees_only"
    ANY_STATUS = "any_status"
    ANONYMOUS = "anonymous"
    APPOINTMENT_NEEDED = "appointment_needed"
    NO_APPOINTMENT = "no_appointment"
    AROUND_THE_CLOCK = "around_the_clock"
    EVENING = "evening"
    WEEKEND = "weekend"


LEAST_DANGER = 0.05
"""A danger understood with less confidence is not even offered by button; from 0.3 on it is answered (config.yml)."""
LEAST_NAMED_DANGER = 0.2
"""With less, its button does not say which danger is meant."""
UNSAID = "unsaid"
"""A visitor who was asked for the situation and prefers not to tell it."""


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
