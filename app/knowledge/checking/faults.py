"""A fault in a content file, and the numbers, terms and marks that texts are compared by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from languages.folding import fold_digits

_NUMBER = re.compile(r"\d+(?:[-:.,/]\d+)*")
_IN_PARENTHESES = re.compile(r"[（(]([^()（）]*)[)）]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_PHONE = re.compile(r"(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3})[,٬\u202f\u00a0 ](?=\d{3}(?!\d))")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong where."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def numbers(text: str) -> Counter[str]:
    """Every number in `text` with western digits, thousands unmarked: phone numbers, times, dates, amounts."""
    folded = _THOUSANDS.sub(r"\1", fold_digits(text))
    # List numbers are marks, not statements.
    folded = re.sub(r"^\d+\. ", "", folded, flags=re.M)
    return Counter(number.replace(".", ":") if number.count(":") else number for number in _NUMBER.findall(folded))


def digits(text: str) -> Counter[str]:
    """Every run of digits in `text`: coarser than `numbers`, blind to how a language joins them."""
    return Counter(re.findall(r"\d+", " ".join(numbers(text).elements())))


def phone_numbers(text: str) -> Counter[str]:
    """Phone numbers, digit for digit: two of the same digits in another order are two numbers."""
    return Counter(_PHONE.findall(text))


def japanese_terms(text: str) -> Counter[str]:
    """Official terms in parentheses."""
    return Counter(term for aside in _IN_PARENTHESES.findall(text) for term in _JAPANESE.findall(aside))


def placeholders(text: str) -> Counter[str]:
    """Names in {braces}."""
    return Counter(_PLACEHOLDER.findall(text))


def without_placeholders(text: str) -> str:
    """`text` without names in {braces}."""
    return _PLACEHOLDER.sub("", text)


def list_lines(text: str) -> int:
    """How many points or steps."""
    return sum(bool(re.match(r"(?:- |\d+\. )", line)) for line in text.splitlines())


def words(text: str) -> int:
    """How many words, as English counts them."""
    return len(re.findall(r"\S+", text))
