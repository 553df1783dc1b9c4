"""The fonts of widget/fonts/: they are what `make fonts` made, and hold and shape every letter we show or will."""

from __future__ import annotations

import hashlib
import io
import re
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

import languages
from app.gateway.font_files import LANGUAGES
from app.settings import ROOT
from tools.fonts import FACES, FONTS, LICENCES, STYLE_SHEET, SUMS, Face, name_faces, style_sheet

EVERY = (*FACES, *name_faces())
LARGEST_BYTES = 76_000
LARGEST_BYTES_OF_NAMES = 5_000
SCRIPTS = {
    "Arab": "arabic", "Beng": "bengali", "Deva": "devanagari", "Ethi": "ethiopic", "Khmr": "khmer", "Mymr": "myanmar",
    "Sinh": "sinhala", "Taml": "tamil", "Thai": "thai",
}  # fmt: skip
TAGS = [tag for tag in languages.TAGS if languages.get(tag).script in SCRIPTS]
# Latin with its marks, common punctuation, arrows and −, kana, kanji and their full-width forms: on every phone.
ON_EVERY_PHONE = re.compile("[\x00-\u02ff\u0300-\u036f\u2000-\u206f\u2190-\u22ff\u2e80-\u9fff\uff00-\uffef]")
VIRAMA = {"bengali": 0x9CD, "devanagari": 0x94D, "khmer": 0x17D2, "myanmar": 0x1039, "sinhala": 0xDCA, "tamil": 0xBCD}


@cache
def font(face: Face) -> TTFont:
    return TTFont(FONTS / face.file)


@cache
def shaper(face: Face) -> uharfbuzz.Font:
    plain, written = TTFont(FONTS / face.file), io.BytesIO()
    plain.flavor = None
    plain.save(written)
    return uharfbuzz.Font(uharfbuzz.Face(written.getvalue()))


def face_of(tag: str) -> Face:
    name = SCRIPTS[languages.get(tag).script]
    return next(face for face in FACES if face.name == name)


def shaped(face: Face, text: str) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Glyphs, and where each stands: across, up, advance."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper(face), buffer)
    places = [(at.x_offset, at.y_offset, at.x_advance) for at in buffer.glyph_positions]
    return [glyph.codepoint for glyph in buffer.glyph_infos], places


def nominal(face: Face, letter: int | str) -> int:
    code = letter if isinstance(letter, int) else ord(letter)
    return int(font(face).getGlyphID(font(face).getBestCmap()[code]))


def texts_of(tag: str) -> str:
    """All that people read in a language, as it stands in content/."""
    found = [path for path in (ROOT / "content").rglob(f"{tag}.yml") if path.parent.name != "filters"]
    found += (ROOT / "content").rglob(f"{tag}/*.md")
    return "".join(path.read_text("utf-8") for path in found)


def fetched_for(face: Face) -> set[int]:
    return {code for first, last in face.letters + face.shared for code in range(first, last + 1)}


def test_files_and_style_sheet_are_what_make_fonts_wrote() -> None:
    sums = dict(reversed(line.split("  ")) for line in SUMS.read_text("utf-8").splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FONTS.glob("*.woff2"))}
    assert STYLE_SHEET.read_text("utf-8") == style_sheet({face: sums[face.file][:12] for face in EVERY})


@pytest.mark.parametrize("face", EVERY, ids=lambda face: face.name)
def test_each_file_is_small_and_names_its_owner_and_licence(face: Face) -> None:
    most = LARGEST_BYTES if face in FACES else LARGEST_BYTES_OF_NAMES
    assert (FONTS / face.file).stat().st_size <= most
    names = font(face)["name"]
    owner = names.getDebugName(0)
    assert "Noto Project Authors" in owner and "openfontlicense.org" in names.getDebugName(14).replace(
        "scripts.sil.org/OFL", "openfontlicense.org"
    )
    licences = LICENCES.read_text("utf-8")
    assert f"| {face.file} |" in licences and owner in licences
    assert "SIL OPEN FONT LICENSE Version 1.1" in licences


@pytest.mark.parametrize("tag", TAGS)
def test_the_name_of_a_language_looks_as_in_the_whole_font(tag: str) -> None:
    whole, name = face_of(tag), languages.get(tag).endonym
    part = next(face for face in name_faces() if face.name == f"{whole.name}-names")
    assert 0 not in shaped(part, name)[0]
    assert shaped(part, name)[1] == shaped(whole, name)[1]


def test_no_two_faces_of_the_common_family_share_a_letter() -> None:
    letters = [code for face in FACES for first, last in face.letters for code in range(first, last + 1)]
    assert len(letters) == len(set(letters))
    assert not [code for code in letters if ON_EVERY_PHONE.match(chr(code))]


@pytest.mark.parametrize("tag", [tag for tag in TAGS if (ROOT / f"content/messages/{tag}.yml").exists()])
def test_no_letter_of_our_texts_is_missing(tag: str) -> None:
    face, text = face_of(tag), texts_of(tag)
    letters = {letter for letter in text if not ON_EVERY_PHONE.match(letter)}
    assert len(letters) > 30
    assert letters <= set(map(chr, fetched_for(face))) & set(map(chr, font(face).getBestCmap()))
    words = {word for word in re.findall(r"\S+", text) if not ON_EVERY_PHONE.search(word)}
    assert [word for word in sorted(words) if 0 in shaped(face, word)[0]] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_that_the_language_needs_is_there(tag: str) -> None:
    rows = (ROOT / "tests/fixtures/exemplar_letters.tsv").read_text("utf-8").splitlines()
    needed: set[int] = set()
    for part in dict(row.split("\t") for row in rows if not row.startswith("#"))[tag].split():
        first, _, last = part.partition("-")
        needed |= set(range(int(first, 16), int(last or first, 16) + 1))
    needed |= {ord(letter) for letter in languages.get(tag).endonym + languages.get(tag).digits if ord(letter) > 127}
    face = face_of(tag)
    assert sorted(map(hex, needed - fetched_for(face))) == []
    assert sorted(map(hex, needed - set(font(face).getBestCmap()))) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("myanmar", "က္က တ္တ န္ဒ မ္ဘ ဒုက္ခသည် အင်္ဂလိပ် ဥက္ကဋ္ဌ"),
        ("khmer", "ខ្មែរ ស្ត្រី កម្ពុជា ក្រុមហ៊ុន ជនភៀសខ្លួន"),
        ("devanagari", "क्ष त्र ज्ञ शुक्रिया हिन्दी द्ध राष्ट्र कर्म"),
        ("bengali", "ক্ষ জ্ঞ বিদ্যা রাষ্ট্র কর্ম র‍্যাব"),
        ("sinhala", "ශ්‍රී ක්‍රමය විද්‍යාව කර්‍ම"),
        ("tamil", "க்ஷ ஸ்ரீ"),
    ],
)
def test_letters_join_and_leave_no_sign_of_joining(name: str, words: str) -> None:
    face = next(face for face in FACES if face.name == name)
    for word in words.split():
        glyphs = shaped(face, word)[0]
        assert 0 not in glyphs, word
        assert nominal(face, VIRAMA[name]) not in glyphs, word


def test_arabic_letters_take_the_form_of_their_place() -> None:
    arabic = next(face for face in FACES if face.name == "arabic")
    for word in ("بيت", "پښتو", "ٹیکس", "گفتگو", "لاجئ", "ڈاکٹر", "ګرځېدل"):
        glyphs = shaped(arabic, word)[0]
        assert 0 not in glyphs, word
        assert glyphs != [nominal(arabic, letter) for letter in reversed(word)], word


def test_a_thai_tone_over_a_vowel_takes_its_higher_form() -> None:
    thai = next(face for face in FACES if face.name == "thai")
    glyphs, places = shaped(thai, "ที่")
    assert glyphs[2] != shaped(thai, "ท่")[0][1]
    assert {advance for _, _, advance in places[1:]} == {0}


def test_japanese_needs_no_file_of_ours() -> None:
    letters = set(texts_of("ja") + texts_of("ja-simple"))
    assert not [letter for letter in letters if any(ord(letter) in fetched_for(face) for face in FACES)]


def test_the_stacks_of_the_page_name_ours_first(path: Path = ROOT / "widget/chat.css") -> None:
    stacks = re.findall(r"font-family: ([^;}]+)", path.read_text("utf-8"))
    with_ours = [stack for stack in stacks if "Shirube" in stack]
    assert with_ours and all(stack.startswith("Shirube,") for stack in with_ours)


def test_whoever_saves_data_gets_the_letters_of_every_script_we_bring() -> None:
    brought = {tag for tag in languages.TAGS if any(_writes(tag, face) for face in FACES)}
    assert brought == LANGUAGES


def _writes(tag: str, face: Face) -> bool:
    """Whether a language's own name is written in letters of the face."""
    return any(first <= ord(letter) <= last for letter in languages.get(tag).endonym for first, last in face.letters)
