"""Tells which language a message is in: by its script, and among languages of one script by its n-grams."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from languages.neighbours import ALSO_READ, SCRIPTS_ALSO_READ
from languages.ngram_table import LATIN, NgramTable, tables
from languages.registry import TAGS, get
from languages.writing import OTHER_SCRIPT, letters_of, scripts_of

SURE = 0.8
"""From here on the reply may follow the message's language."""
SURE_OF_ANOTHER_SCRIPT = 0.65
"""The same where the conversation's language is written in another script: it is surely not the message's."""
SURELY_NONE_OF_OURS = 0.9
LONG_ENOUGH_WORDS = 4
LONG_ENOUGH_LETTERS = 20
HIGHEST = 0.99
_FEW_LETTERS = 3
_UNSURE = 0.7
# A letter of these says about as much as two of an alphabet.
_DENSE = {"Hani": 2, "Kana": 2, "Hang": 2}
_PRIOR = math.log(3)
_PRIOR_OF_CHARACTERS = math.log(50)  # Chinese and Japanese share most of their words
_ALONE = {get(tag).script: tag for tag in TAGS if get(tag).known_by == "script"}
# The npm package has no Sorani in its own script; these letters no other language here writes so often.
_SORANI = re.compile("[ێۆڕڵە]")
_NOT_SORANI = re.compile("[ۇۈۋې]")
_SORANI_SHARE = 0.04


@dataclass(frozen=True)
class Identification:
    """What a message seems to be written in.

    `language` is a tag of ours, also where it is only the best guess; None where there is none or it is none of ours.
    """

    language: str | None
    confidence: float
    """0–1: how likely that is; of `none_of_ours`, how likely none of our languages is."""
    is_sure: bool = False
    """Whether a reply may follow it; never of a word or two, nor of a text in several scripts."""
    none_of_ours: bool = False
    likeliest: tuple[str, ...] = ()
    """At most two languages of ours that the writer is likely to read, the likelier one first."""


def load() -> None:
    """Reads the tables that `identify` needs, so that no message waits for it."""
    tables()


def identify(text: str, prior: str | None = None) -> Identification:
    """The language `text` is in; `prior` (the conversation's language) decides between near equals.

    Short or mixed texts come out unsure: nobody's language is switched for one word.
    """
    letters = letters_of(text)
    counts = {script: times * _DENSE.get(script, 1) for script, times in scripts_of(letters).items()}
    if not counts:
        return Identification(None, 0.0)
    if counts.get("Kana"):
        counts["Kana"] += counts.pop("Hani", 0)
    script, most = max(counts.items(), key=lambda item: item[1])
    share = most / sum(counts.values())
    if script == OTHER_SCRIPT:
        return _of_another_script(letters, share)
    table = tables().get(script)
    if table is None:
        tag = _ALONE["Jpan" if script == "Kana" else script]
        confidence = min(HIGHEST, share if most >= _FEW_LETTERS else _UNSURE)
        return Identification(tag, round(confidence, 2), confidence >= SURE, likeliest=(tag,))
    if script == "Arab" and _is_sorani(letters):
        return _none_of_ours("ckb", share, letters)
    return _among(table, letters, script, share, prior)


def _among(table: NgramTable, letters: str, script: str, share: float, prior: str | None) -> Identification:
    """Languages of one script, told apart by their n-grams."""
    spoken = _as_written(prior)
    bonus = _PRIOR_OF_CHARACTERS if script == "Hani" else _PRIOR
    likely = table.likelihoods(letters, {} if spoken is None else {spoken: bonus, spoken + LATIN: bonus})
    neighbours = {name: p for name, p in likely.items() if name in ALSO_READ}
    ours: dict[str, float] = {}
    for name, p in likely.items():
        if name not in neighbours:
            tag = name.removesuffix(LATIN)
            # Hindi and Urdu in Latin letters are one language.
            tag = "ur" if name == "hi" + LATIN and spoken == "ur" else tag
            ours[tag] = ours.get(tag, 0.0) + p
    foreign = sum(neighbours.values())
    if foreign >= SURELY_NONE_OF_OURS:
        return _none_of_ours(max(neighbours, key=neighbours.__getitem__), foreign * share, letters)
    first, *others = sorted(ours, key=lambda tag: -ours[tag])
    confidence = min(HIGHEST, ours[first] * share)
    romanised = likely.get(first + LATIN, 0.0) > likely.get(first, 0.0)
    if romanised or (first == "ur" and script == "Latn"):
        likeliest = (first, "ur") if first == "hi" else (first, *others[:1])
        return Identification(first, round(min(confidence, _UNSURE), 2), likeliest=likeliest)
    if script == "Hani" and first == "ja" != spoken:
        # Without kana it is a heading at most; Chinese in old characters looks the same.
        confidence = min(confidence, _UNSURE)
    in_another_script = script != "Latn" and spoken is not None and spoken not in table.classes
    if in_another_script and len(letters) > LONG_ENOUGH_LETTERS / 2:
        sure = confidence >= SURE_OF_ANOTHER_SCRIPT
    else:
        # A few small words prove little: everybody writes "hello" or "my visa please".
        sure = confidence >= SURE and _is_long_enough(letters, script)
    return Identification(first, round(confidence, 2), sure, likeliest=(first, *others[:1]))


def _as_written(prior: str | None) -> str | None:
    """The language whose texts look like the prior's: Dari is written like Persian."""
    if prior in TAGS and get(prior).known_by == "choice":
        return get(prior).fallback[0]
    return prior


def _is_long_enough(letters: str, script: str) -> bool:
    if script == "Hani":
        return len(letters) > LONG_ENOUGH_WORDS
    return letters.count(" ") > LONG_ENOUGH_WORDS or (script == "Mymr" and len(letters) > LONG_ENOUGH_LETTERS)


def _none_of_ours(neighbour: str, confidence: float, letters: str) -> Identification:
    known = confidence >= SURE and len(letters) > LONG_ENOUGH_LETTERS
    return Identification(None, round(min(HIGHEST, confidence), 2), none_of_ours=known, likeliest=ALSO_READ[neighbour])


def _of_another_script(letters: str, share: float) -> Identification:
    other = next(letter for letter in letters if OTHER_SCRIPT in scripts_of(letter))
    script = unicodedata.name(other, "").split(" ")[0]
    known = share >= SURE and len(letters.strip()) >= _FEW_LETTERS
    return Identification(
        None, round(min(HIGHEST, share), 2), none_of_ours=known, likeliest=SCRIPTS_ALSO_READ.get(script, ())
    )


def _is_sorani(letters: str) -> bool:
    return len(_SORANI.findall(letters)) >= _SORANI_SHARE * len(letters) and not _NOT_SORANI.search(letters)
