"""Tables of the service directory, in HSDS 3 words (openreferral.org)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Float, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database.base import Base
from app.knowledge.models import Source
from app.knowledge.vocabulary import EditingState, PhoneKind


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
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan")
    locations: Mapped[list[Location]] = relationship(secondary="service_at_location")
    sources: Mapped[list[Source]] = relationship(secondary="service_source")


class ServiceCategory(Base):
    """One of our categories (HSDS: taxonomy term) a service belongs to, its main one first."""

    __tablename__ = "service_category"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class Phone(Base):
    """A number with what it costs to dial; 0570 numbers never come first."""

    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    number: Mapped[str]
    kind: Mapped[PhoneKind]
    position: Mapped[int]


class ServiceLanguage(Base):
    """A language (BCP 47) in which the service can be used."""

    __tablename__ = "service_language"

    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class Schedule(Base):
    """Opening hours as the source words them."""

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    description: Mapped[str]


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
