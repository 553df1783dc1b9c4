"""Opening hours as `content/services/schedules.yml` writes them, and as HSDS's rows keep them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

import languages
from app.errors import ContentFault
from app.knowledge.directory import Schedule
from app.knowledge.opening_hours import WEEKDAYS
from app.knowledge.values import ScheduleValue
from app.knowledge.vocabulary import AttendingType

Day = Annotated[str, StringConstraints(pattern=rf"^(-1|[1-5])?({'|'.join(WEEKDAYS)})$")]
# Not `time`: YAML reads a bare 09:00 as the number 540, which would pass for 00:09.
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
_LANGUAGE = "lang:"


class ScheduleEntry(BaseModel):
    """One rule of a row; `for` is visit, phone, chat or `lang:<tag>`."""

    model_config = ConfigDict(extra="forbid")

    byday: list[Day] = []
    bymonthday: list[Annotated[int, Field(ge=1, le=31)]] = []
    opens_at: Clock | None = None
    closes_at: Clock | None = None
    around_the_clock: bool = False
    closed_on_holidays: Literal[True] | None = None
    only_for: str | None = Field(default=None, alias="for")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.byday) == bool(self.bymonthday):
            raise ValueError("either byday or bymonthday")
        if self.around_the_clock == bool(self.opens_at) or bool(self.opens_at) != bool(self.closes_at):
            raise ValueError("either around_the_clock or opens_at and closes_at")
        if self.only_for is not None and not self._is_known(self.only_for):
            raise ValueError(f"for whom or what is {self.only_for!r}")
        return self

    def _is_known(self, only_for: str) -> bool:
        if only_for.startswith(_LANGUAGE):
            return only_for.removeprefix(_LANGUAGE) in languages.TAGS
        return only_for in set(AttendingType)

    def value(self) -> ScheduleValue:
        """The rule without the way it was written."""
        only_for = self.only_for or ""
        is_language = only_for.startswith(_LANGUAGE)
        return ScheduleValue(
            opens_at=time.fromisoformat(self.opens_at or "00:00"),
            closes_at=time.fromisoformat(self.closes_at or "00:00"),
            byday=tuple(self.byday),
            bymonthday=tuple(self.bymonthday),
            closed_on_holidays=self.closed_on_holidays,
            attending_type=AttendingType(only_for) if only_for and not is_language else None,
            language=only_for.removeprefix(_LANGUAGE) if is_language else None,
        )


def read_schedule(entry: Mapping[str, Any]) -> ScheduleValue:
    """The rule that an entry of the file writes; raises ContentFault with what is wrong in it."""
    try:
        return ScheduleEntry.model_validate(entry).value()
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, error['loc']))} {error['msg']}".strip() for error in fault.errors())
        raise ContentFault(f"schedule {dict(entry)}: {wrong}") from None


def schedule_row(service: str, rule: ScheduleValue, position: int) -> Schedule:
    """The rule as a row of HSDS."""
    return Schedule(
        service_id=service,
        position=position,
        freq=rule.freq,
        byday=",".join(rule.byday) or None,
        bymonthday=",".join(map(str, rule.bymonthday)) or None,
        opens_at=rule.opens_at,
        closes_at=rule.closes_at,
        closed_on_holidays=rule.closed_on_holidays,
        attending_type=rule.attending_type,
        language=rule.language,
    )


def schedule_value(row: Schedule) -> ScheduleValue | None:
    """The rule in a row; None where it has only words."""
    if row.opens_at is None or row.closes_at is None:
        return None
    return ScheduleValue(
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        byday=tuple(row.byday.split(",")) if row.byday else (),
        bymonthday=tuple(int(day) for day in row.bymonthday.split(",")) if row.bymonthday else (),
        closed_on_holidays=row.closed_on_holidays,
        attending_type=row.attending_type,
        language=row.language,
    )
