"""Which texts each class of the table learns from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import languages
from languages.ngram_table import LATIN
from languages.writing import letters_of, scripts_of
from tools.languages.declaration import Declaration
from tools.languages.romanisation import romanise

# The package's codes of the Declaration, by our tags; a language may be there in two scripts.
OURS = {
    "am": ("amh",), "ar": ("arb",), "en": ("eng",), "es": ("spa",), "fa": ("pes_1", "pes_2"), "fil": ("tgl",),
    "fr": ("fra",), "hi": ("hin",), "id": ("ind",), "ja": ("jpn",), "kmr": ("kmr",), "my": ("mya",), "ne": ("nep",),
    "ps": ("pbu",), "pt": ("por_BR", "por_PT"), "ru": ("rus",), "so": ("som",), "sw": ("swh",), "ti": ("tir",),
    "tr": ("tur",), "uk": ("ukr",), "ur": ("urd", "urd_2"), "uz": ("uzn_latn", "uzn_cyrl"), "vi": ("vie",),
    "zh-Hans": ("cmn_hans", "cmn_hant"),
}  # fmt: skip
NEIGHBOURS = {
    "af": "afr", "ak": "aka_asante", "az": "azj_latn", "be": "bel", "bg": "bul", "bho": "bho",
    "bm": "bam", "ca": "cat", "ceb": "ceb", "cnh": "cnh", "cs": "ces", "ctd": "ctd",
    "da": "dan", "de": "deu_1996", "ee": "ewe", "ff": "fuf", "fi": "fin",
    "gl": "glg", "ha": "hau_NG", "hil": "hil", "hr": "hrv", "ht": "hat_popular", "hu": "hun", "ig": "ibo",
    "ilo": "ilo", "it": "ita", "jv": "jav", "kk": "kaz", "kri": "kri", "ky": "kir",
    "lg": "lug", "ln": "lin", "lt": "lit", "lua": "lua", "lus": "lus", "mag": "mag", "mai": "mai",
    "mg": "plt", "mk": "mkd", "mn": "khk", "mnk": "emk", "mnw": "mnw", "mr": "mar",
    "nl": "nld", "no": "nob", "ny": "nya_chinyanja", "om": "gax", "pcm": "pcm",
    "pl": "pol", "pnb": "pnb", "qu": "quz", "rn": "run", "ro": "ron_2006", "rw": "kin", "sa": "san", "shn": "shn",
    "sk": "slk", "sn": "sna", "sq": "als", "sr": "srp_cyrl", "su": "sun", "sv": "swe",
    "tg": "tgk", "tk": "tuk_latn", "tn": "tsn", "tt": "tat", "ug": "uig_arab",
    "wo": "wol", "xh": "xho", "yo": "yor", "zu": "zul",
}  # fmt: skip
# What of theirs we write in Latin letters as people do in chats; Burmese has no such rule, only our own lines.
ROMANISED = {
    "ar": ("arb",), "bn": ("ben",), "fa": ("pes_1",), "hi": ("hin", "urd"), "ja": (), "my": (), "ne": ("nep",),
    "si": ("sin",),
}  # fmt: skip

_EXAMPLE = re.compile(r"^\s+- (.+)$", re.MULTILINE)
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_QUOTED = re.compile(r'(?<!source): "((?:[^"\\]|\\.)*)"')
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[^}]*\}|\*\*|\\n|《[^》]*》|｜")


@dataclass
class Sources:
    """Texts by class of the table: a tag of ours, the same with `-Latn`, or a neighbour's tag."""

    root: Path
    declaration: Declaration
    english: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.english = {word for text in self.declaration.paragraphs("eng") for word in letters_of(text).split()}
        self.english |= {word for text in self._own("en") for word in letters_of(text).split()}

    def texts(self) -> dict[str, list[str]]:
        """All of them."""
        found = {tag: [*self._declared(codes), *self._own_written(tag)] for tag, codes in OURS.items()}
        found |= {tag: list(self._declared((code,))) for tag, code in NEIGHBOURS.items()}
        found |= {tag + LATIN: list(self._romanised(tag)) for tag in ROMANISED}
        return found

    def cue_words(self) -> dict[str, list[str]]:
        """The small words of each class that has some."""
        ours = {tag: sorted(languages.get(tag).cue_words) for tag in OURS}
        return ours | {tag + LATIN: sorted(languages.get(tag).romanised_words) for tag in ROMANISED}

    def scripts(self, name: str, texts: list[str]) -> tuple[str, ...]:
        """In which scripts a class is told from others; none where nobody else writes its script."""
        if name.endswith(LATIN):
            return ("Latn",)
        if name == "uz":
            return ("Latn", "Cyrl")
        if name in OURS:
            script = languages.get(name).script
            return ("Hani",) if script in {"Jpan", "Hans"} else (script,)
        return (scripts_of(letters_of(" ".join(texts[:3]))).most_common(1)[0][0],)

    def _declared(self, codes: tuple[str, ...]) -> Iterator[str]:
        for code in codes:
            yield from self.declaration.paragraphs(code)

    def _own_written(self, tag: str) -> Iterator[str]:
        """Our lines in the language's own script."""
        script = languages.get(tag).script
        for text in self._own(tag):
            if script == "Latn" or not _is_latin(text):
                yield text

    def _romanised(self, tag: str) -> Iterator[str]:
        for text in self._own(tag):
            words = letters_of(text).split()
            if _is_latin(text) and sum(word in self.english for word in words) * 2 < len(words):
                yield text
        for text in self._declared(ROMANISED[tag]):
            yield romanise(text, tag)
        if tag == "ja":
            for text in self._own(tag):
                yield romanise(text, tag)

    def _own(self, tag: str) -> Iterator[str]:
        """What we wrote in this language: what visitors might say, and what they read."""
        for path in sorted((self.root / "data/nlu" / tag).glob("*.yml")):
            for line in _EXAMPLE.findall(path.read_text("utf-8")):
                yield _ENTITY.sub(r"\1", line)
        yaml = (f"messages/{tag}.yml", f"topics/{tag}.yml", f"services/phrases/{tag}.yml")
        for path in (self.root / "content" / name for name in yaml):
            if path.exists():
                for text in _QUOTED.findall(path.read_text("utf-8")):
                    yield _PLACEHOLDER.sub(" ", text)
        for path in sorted((self.root / "content/faq" / tag).glob("*.md")):
            for line in _FRONT_MATTER.sub("", path.read_text("utf-8")).splitlines():
                if not line.startswith("#"):
                    yield _PLACEHOLDER.sub(" ", line)


def own_characters() -> Iterator[tuple[str, str, float]]:
    """Chinese characters that mostly one of Chinese and Japanese writes, with how much they say (natural logarithm).

    The national standards of the nineteen-eighties list what each of them used.
    """
    for character in map(chr, range(0x4E00, 0xA000)):
        # The first level of each standard is what everybody uses.
        simplified = b"\xb0" <= _coded(character, "gb2312") < b"\xf8"
        traditional = b"\xa4" <= _coded(character, "big5") < b"\xc7"
        japanese = b"\xb0" <= _coded(character, "euc_jp") < b"\xd0"
        if simplified and not _coded(character, "shift_jis"):
            yield "zh-Hans", character, 9.0
        elif (simplified or traditional) and not japanese:
            yield "zh-Hans", character, 3.0
        elif japanese and not (simplified or traditional):
            yield "ja", character, 5.0


def _coded(character: str, standard: str) -> bytes:
    return character.encode(standard, "ignore")


def _is_latin(text: str) -> bool:
    scripts = scripts_of(letters_of(text))
    return scripts["Latn"] * 2 > scripts.total()
