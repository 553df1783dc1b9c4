"""What a form of the page without scripts sends, read with care: nothing in it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date
from urllib.parse import parse_qsl
from uuid import UUID, uuid4, uuid5

from fastapi import Request

from app.errors import BadInput
from app.gateway.reply_language import LONGEST_TAG
from app.gateway.schemas import NewMessage

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 10
_LONGEST_PAYLOAD = 200


@dataclass(frozen=True, slots=True)
class PlainForm:
    """The fields as they came, of a harmless length; those that are missing are empty."""

    token: str = ""
    id: str = ""
    language: str = ""
    text: str = ""
    payload: str = ""
    group: str = ""
    calendar: str = ""

    def day(self) -> date:
        """The day of the calendar's button that was pressed; raises BadInput for anything else."""
        try:
            day = date.fromisoformat(self.calendar)
        except ValueError:
            raise BadInput() from None
        if day.year == MAXYEAR:  # it may have no day after it
            raise BadInput()
        return day

    def message(self) -> NewMessage:
        """What is asked: the pressed button, else the words.

        Its id is made of the form's and of what is asked: the same press again is the same message, another button that
        is pressed before the answer came is another one. Words cannot be guessed from it, since the form's id is kept
        nowhere. Raises BadInput for a payload that no button of ours has.
        """
        if len(self.payload) > _LONGEST_PAYLOAD:
            raise BadInput()
        asked = {"payload": self.payload} if self.payload else {"text": self.text}
        try:
            page = UUID(self.id)
        except ValueError:
            page = uuid4()
        return NewMessage(id=uuid5(page, self.payload or f" {self.text}"), **asked)


async def read_form(request: Request) -> PlainForm:
    """The form of the request; raises BadInput for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise BadInput()
    body = (await request.body()).decode("ascii", "replace")
    try:
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise BadInput() from None
    return PlainForm(
        token=fields.get("token", ""),
        id=fields.get("id", ""),
        language=fields.get("language", "")[:LONGEST_TAG],
        # Browsers send every end of a line as two characters, and count it as one.
        text=fields.get("text", "").replace("\r\n", "\n"),
        payload=fields.get("payload", ""),
        group=fields.get("group", ""),
        calendar=fields.get("calendar", ""),
    )


def is_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that a page of another site sent this form.

    The token is the capability, and no browser adds it by itself: a post without a token or ticket of ours does nothing
    but write a day for a calendar. What is left is a page that sends a visitor's browser into a conversation of its
    own, to read there what is answered. Browsers that do not say where a form comes from are let in; `Origin` cannot
    tell, under our Referrer-Policy it is "null".
    """
    return request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}
