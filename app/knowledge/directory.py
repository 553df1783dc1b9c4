"""Tables of the service directory, in HSDS 3 words (openreferral.org)."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import JSON, Float, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database.base import Base
from app.knowledge.models import Source
from app.knowledge.vocabulary import AttendingType, EditingState, PhoneKind, PhonePurpose, Precision


class Organization(Base):
    """Who offers a service."""

    __tablename__ = "organization"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    """The Japanese name, as it stands on the door."""
    website: Mapped[str | None]
    services: Mapped[list[Service]] = relationship(back_populates="organization")


class Service(Base):
    """What a person looks for: one kind of help, at one place or by phone."""

    __tablename__ = "service"

    id: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="active")
    """HSDS: active | inactive | defunct | temporarily closed."""
    eligibility_description: Mapped[str | None] = mapped_column(Text)
    fees_description: Mapped[str | None]
    application_process: Mapped[str | None]
    service_area: Mapped[str | None]
    """`JP`: it helps people anywhere in Japan, wherever its door is. `JP-40 JP-41`: it is responsible for those
    prefectures, however far they lie. None: around where it is."""
    assured_date: Mapped[date | None]
    """The day a person of the operator confirmed it (`checked_on` outside); None in the seed."""
    state: Mapped[EditingState]
    changed_by_staff: Mapped[bool] = mapped_column(default=False)
    organization: Mapped[Organization] = relationship(back_populates="services")
    categories: Mapped[list[ServiceCategory]] = relationship(
        cascade="all, delete-orphan", order_by=lambda: ServiceCategory.position
    )
    phones: Mapped[list[Phone]] = relationship(cascade="all, delete-orphan", order_by=lambda: Phone.position)
    languages: Mapped[list[ServiceLanguage]] = relationship(
        cascade="all, delete-orphan", order_by=lambda: ServiceLanguage.position
    )
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan", order_by=lambda: Schedule.position)
    terms: Mapped[list[ServiceTerm]] = relationship(cascade="all, delete-orphan", order_by=lambda: ServiceTerm.position)
    locations: Mapped[list[Location]] = relationship(secondary="service_at_location")
    sources: Mapped[list[Source]] = relationship(secondary="service_source")


class ServiceCategory(Base):
    """One of our categories (HSDS: taxonomy term) a service belongs to, its main one first."""

    __tablename__ = "service_category"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class ServiceTerm(Base):
    """One taxonomy term of HSDS that says what the service does, the most telling first."""

    __tablename__ = "service_term"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class Phone(Base):
    """A number with what it costs to dial and what it is for; 0570 numbers never come first."""

    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    number: Mapped[str]
    kind: Mapped[PhoneKind]
    purpose: Mapped[PhonePurpose | None]
    languages: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """BCP 47, where they are others than the service's."""
    hours: Mapped[str | None]
    """As the source words them, where they are others than the service's."""
    position: Mapped[int]


class ServiceLanguage(Base):
    """A language (BCP 47) in which the service can be used."""

    __tablename__ = "service_language"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class Schedule(Base):
    """Opening hours: the first as the source words them, in `description`; the others as a rule of RFC 5545."""

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    description: Mapped[str | None]
    freq: Mapped[str | None]
    """WEEKLY | MONTHLY."""
    byday: Mapped[str | None]
    """Days with commas: `MO,TU`; in a monthly rule `2WE` is the second Wednesday of the month."""
    bymonthday: Mapped[str | None]
    opens_at: Mapped[time | None]
    """Asia/Tokyo, like `closes_at`. Hours that end when they begin, or before, end on the next day."""
    closes_at: Mapped[time | None]
    closed_on_holidays: Mapped[bool | None]
    """On public holidays; None where the source does not say."""
    attending_type: Mapped[AttendingType | None]
    language: Mapped[str | None]
    """BCP 47, where the hours are those of one language only."""


class Location(Base):
    """Where a service is; `prefecture` is ISO 3166-2 (`JP-13`), `JP` for nationwide and phone services."""

    __tablename__ = "location"

    id: Mapped[str] = mapped_column(primary_key=True)
    prefecture: Mapped[str] = mapped_column(index=True)
    city: Mapped[str | None]
    address: Mapped[str | None]
    address_ja: Mapped[str | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    precision: Mapped[Precision | None]
    """What the two stand for; None where there are none."""


class ServiceAtLocation(Base):
    """Which services are at which locations."""

    __tablename__ = "service_at_location"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), primary_key=True)


class ServiceSource(Base):
    """Which pages a directory entry rests on."""

    __tablename__ = "service_source"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
