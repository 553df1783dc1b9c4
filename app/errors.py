"""Problems we foresaw; imports no web framework, so the domain may raise them."""

from __future__ import annotations


class AppError(Exception):
    """A problem we foresaw: `status` is the HTTP answer, `key` the sentence the reader sees."""

    status = 400
    key = "error.bad_request"

    def __init__(self, **arguments: object) -> None:
        super().__init__(self.key)
        self.arguments = arguments


class BadInput(AppError):
    status, key = 422, "error.bad_input"


class EmptyMessage(AppError):
    status, key = 422, "error.empty_message"


class TextTooLong(AppError):
    status, key = 422, "error.text_too_long"


class UnknownPayload(AppError):
    status, key = 422, "error.unknown_payload"


class UnknownLanguage(AppError):
    status, key = 422, "error.unknown_language"


class UnknownPlace(AppError):
    status, key = 422, "error.unknown_place"


class UnknownCategory(AppError):
    status, key = 422, "error.unknown_category"


class ConversationEnded(AppError):
    """No such token, erased, or idle for too long: from outside these look alike."""

    status, key = 401, "error.conversation_ended"


class NotAllowed(AppError):
    status, key = 403, "error.not_allowed"


class TopicNotFound(AppError):
    status, key = 404, "error.topic_not_found"


class NotFound(AppError):
    status, key = 404, "error.not_found"


class IdReused(AppError):
    """The same message id came with another body."""

    status, key = 409, "error.id_reused"


class TooLarge(AppError):
    status, key = 413, "error.too_large"


class TooManyRequests(AppError):
    """`retry_after_seconds` goes into the Retry-After header."""

    status, key = 429, "error.too_many_requests"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(seconds=retry_after_seconds)
        self.retry_after_seconds = retry_after_seconds


class NotReady(AppError):
    status, key = 503, "error.not_ready"


class ContentFault(Exception):
    """A file under `content/` that cannot be read as what it should be; the message names file and fault."""
