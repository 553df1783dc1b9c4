"""`make fonts`: writes widget/fonts/, widget/fonts.css and their licences from npm's packages of the Noto fonts."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass, replace
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

import languages

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "widget/fonts"
STYLE_SHEET = ROOT / "widget/fonts.css"
SUMS = FONTS / "SHA256SUMS"
LICENCES = FONTS / "LICENSES.md"
VERSION = "5.3.0"
FAMILY = "Shirube"
JOINERS = ((0x200C, 0x200D),)
DANDAS = ((0x0964, 0x0965),)
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Face:
    """One script's font: where it comes from, which letters it keeps, and what devices call a font that has them."""

    name: str
    package: str
    sha512: str
    """What npm says of the package's archive."""
    letters: Ranges
    """What makes a page fetch it; of no other face."""
    local: tuple[str, ...]
    """Full and PostScript names on Android, iOS, macOS, Windows and Linux: where one is, nothing is fetched."""
    shared: Ranges = ()
    """What other scripts use, too, and this one needs from its own font to look right."""
    tags: tuple[str, ...] = ()
    """The languages whose pages may fetch it for shared signs as well."""

    @property
    def file(self) -> str:
        return f"{self.name}.woff2"

    @property
    def project(self) -> str:
        return self.package.split("-")[-1]


def _noto(script: str) -> tuple[str, ...]:
    return f"Noto Sans {script}", f"Noto Sans {script} Regular", f"NotoSans{script}-Regular"


# Listed in this order a browser tries the last one first; none has a letter of another.
FACES = (
    Face(
        "arabic",
        "noto-naskh-arabic",
        "S/GDgQ6mh/PKo4mz5+eXNYbEarvpI7yh6eCdOz8tTVbeM7+OUiacIEscaYEibr/+egDtGbO2ZB00sjy1bJC1kQ==",
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        (
            "Noto Naskh Arabic", "Noto Naskh Arabic Regular", "NotoNaskhArabic-Regular", "Noto Naskh Arabic UI",
            *_noto("Arabic"), "Segoe UI", "Geeza Pro", "GeezaPro",
        ),
    ),
    Face(
        "bengali",
        "noto-sans-bengali",
        "EFBMU0UvzyFSc1ERK369zfqEu6DMRuWmCQ2+2ahhQTQAIDPEyN1UYlQdQeFkheu2DWG2hfdwrhiLlGFl2sSr/A==",
        ((0x0980, 0x09FF),),
        (*_noto("Bengali"), "Nirmala UI", "Bangla Sangam MN", "Vrinda"),
        DANDAS,
        ("bn",),
    ),
    Face(
        "devanagari",
        "noto-sans-devanagari",
        "7khYmipS/5KAUUmrO1DKir8yL8XI00d0+ZE9BqbS8XF1jzObv6CpPOk3UeYxF+Pvi8bx9bBvprBCOcbx/eQWTQ==",
        ((0x0900, 0x097F),),
        (*_noto("Devanagari"), "Nirmala UI", "Kohinoor Devanagari", "KohinoorDevanagari-Regular", "Mangal"),
    ),
    Face(
        "ethiopic",
        "noto-sans-ethiopic",
        "ivXPkx5Grhse+0GEyedQysDI5vSMUIeDNBhev6OIcSX6WyAPtvutU/CSWqf2wv67POnvQ0QaQ8Aq36vy9WfZpw==",
        ((0x1200, 0x139F),),
        (*_noto("Ethiopic"), "Ebrima", "Kefa", "Kefa Regular", "Kefa-Regular", "Nyala", "Abyssinica SIL"),
    ),
    Face(
        "khmer",
        "noto-sans-khmer",
        "gdbZkSmmMa7up92bksz5uKkjt70hCmLr9Q9B/Bxu4qYfXr+BvRLvf7NDAO4WP64coTdCcrzmHFciXirbdJEToQ==",
        ((0x1780, 0x17FF), (0x19E0, 0x19FF)),
        (*_noto("Khmer"), "Leelawadee UI", "Khmer Sangam MN", "Khmer UI"),
    ),
    Face(
        "myanmar",
        "noto-sans-myanmar",
        "/ja/Fbmtv4TRpd8LgnVFvDRFIzR0bvYaVCwGNK6Hnn5uBGccCfGFnZ7wRPG1/IyMnScVIjrnOmN+2jOL0b8tRQ==",
        ((0x1000, 0x109F), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F)),
        (*_noto("Myanmar"), "Myanmar Text", "Pyidaungsu", "Padauk", "Myanmar Sangam MN"),
    ),
    Face(
        "sinhala",
        "noto-sans-sinhala",
        "g52kQSjsB3vHmFbp6zrPfumJxZADhsssOHd3fMkN+hCK1JrpKvSudtJMAAGuVUcrC7r9dqNmmslj7I9VU1dzbw==",
        ((0x0D80, 0x0DFF),),
        (*_noto("Sinhala"), "Nirmala UI", "Sinhala Sangam MN", "Iskoola Pota"),
        JOINERS,
        ("si",),
    ),
    Face(
        "tamil",
        "noto-sans-tamil",
        "webid7fyBljiIEJ1hXuey48vCUe2Oq3/EwYjo6XBtXItO9FoUmqy0bEnXA5iE++iC324BTI8QMy80SYtDheCzA==",
        ((0x0B80, 0x0BFF),),
        (*_noto("Tamil"), "Nirmala UI", "Tamil Sangam MN", "Latha"),
    ),
    Face(
        "thai",
        "noto-sans-thai",
        "ngqUyvDukkZUHypQbUJvUdAeYa2aYZsyeDTsdqMudf7GK2F2TK19OZ5kbo+37qsBtkNpmAMhEObQnWnzPqzKUw==",
        ((0x0E00, 0x0E7F),),
        (*_noto("Thai"), "Leelawadee UI", "Thonburi", "Tahoma"),
    ),
)  # fmt: skip

_HEAD = f"""\
/* Made by tools/fonts.py (`make fonts`). A browser fetches a file when a letter of its range is shown and the device
   has none of the fonts named before it. `{FAMILY}` has to come first in a stack: Chromium 156 leaves a short line as
   it was drawn before the file came if a font that lacks its letters stands before ours. No range of `{FAMILY}` holds
   a space, a Latin letter or a joiner: all else stays in the device's font, and Persian's joiners fetch nothing. */
"""
NAMES = f"{FAMILY} Names"
_NAMES = f"""\
/* The list of languages has a word of each script: a device that lacks one fetches the letters of that word only. */
#languages a:not([aria-current]), nav a:not([aria-current]), button[lang] {{
  font-family: "{NAMES}", system-ui, sans-serif
}}
[data-saving] #languages a:not([aria-current]), [data-saving] button[lang] {{ font-family: system-ui, sans-serif }}
"""
_SHARED = (
    "/* Signs that scripts share, from the font of the language that is read: above, each is there once or never. */\n"
)


def name_faces() -> tuple[Face, ...]:
    """Of each script that a language's own name is written in, a font with the letters of those names and no other."""
    names = "".join(languages.get(tag).endonym for tag in languages.TAGS)
    faces = []
    for face in FACES:
        codes = sorted({ord(one) for one in names if any(first <= ord(one) <= last for first, last in face.letters)})
        if codes:
            letters = tuple((code, code) for code in codes)
            faces.append(replace(face, name=f"{face.name}-names", letters=letters, shared=(), tags=()))
    return tuple(faces)


def main() -> None:
    """Fetches what is not there, writes every file and its digest."""
    cache = Path(os.environ.get("SHIRUBE_VAR", ROOT / "var")) / "cache/fonts"
    FONTS.mkdir(exist_ok=True)
    digests, owners, licences = {}, {}, set()
    for face in (*FACES, *name_faces()):
        font, licence = _from_package(face, cache)
        content = _subset(font, face)
        (FONTS / face.file).write_bytes(content)
        digests[face] = hashlib.sha256(content).hexdigest()
        owners[face], _, terms = licence.partition("\n")
        licences.add(terms.strip())
        print(f"{face.file}: {len(content):,} bytes", file=sys.stderr)
    (terms,) = licences
    STYLE_SHEET.write_text(style_sheet({face: digest[:12] for face, digest in digests.items()}), "utf-8")
    LICENCES.write_text(_licences(owners, terms), "utf-8")
    SUMS.write_text("".join(f"{digest}  {face.file}\n" for face, digest in digests.items()), "utf-8")


def style_sheet(versions: dict[Face, str]) -> str:
    """The text of widget/fonts.css for files of these digests."""
    rules = [_rule(FAMILY, face, versions[face], face.letters) for face in FACES]
    rules += [_rule(NAMES, face, versions[face], face.letters) for face in name_faces()]
    tail = _NAMES + _SHARED
    for face in FACES:
        if face.shared:
            own = f"{FAMILY} {face.name.title()}"
            rules.append(_rule(own, face, versions[face], face.letters + face.shared))
            read_in = ", ".join(f":lang({tag})" for tag in face.tags)
            tail += f'{read_in} {{ font-family: "{own}", {FAMILY}, system-ui, sans-serif }}\n'
    return _HEAD + "".join(rules) + tail


def _rule(family: str, face: Face, version: str, letters: Ranges) -> str:
    local = ", ".join(f'local("{name}")' for name in face.local)
    ranges = ", ".join(f"U+{first:X}-{last:X}" if last > first else f"U+{first:X}" for first, last in sorted(letters))
    return (
        f'@font-face {{\n  font-family: "{family}"; font-display: swap; font-weight: 400; unicode-range: {ranges};\n'
        f'  src: {local},\n    url("fonts/{face.file}?v={version}") format("woff2");\n}}\n'
    )


def _from_package(face: Face, cache: Path) -> tuple[TTFont, str]:
    package = f"@fontsource/{face.package}@{VERSION}"
    archive = cache / f"fontsource-{face.package}-{VERSION}.tgz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if (found := base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()) != face.sha512:
        raise SystemExit(f"{archive} is not the {package} these fonts are made from (sha512-{found})")
    with tarfile.open(archive) as opened:

        def read(path: str) -> bytes:
            return opened.extractfile(f"package/{path}").read()  # type: ignore[union-attr]

        font = read(f"files/{face.package}-{face.project}-400-normal.woff2")
        return TTFont(io.BytesIO(font), recalcTimestamp=False), read("LICENSE").decode()


def _subset(font: TTFont, face: Face) -> bytes:
    """The letters of `face` with every rule that shapes them; a space and a dotted circle, which shaping asks for."""
    options = Options(flavor="woff2", hinting=False, notdef_outline=True)
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # whose it is and under which licence
    subsetter = Subsetter(options)
    ranges = (*face.letters, *face.shared, *JOINERS)
    subsetter.populate(unicodes={0x20, 0xA0, 0x25CC, *(c for first, last in ranges for c in range(first, last + 1))})
    subsetter.subset(font)
    written = io.BytesIO()
    font.flavor = "woff2"
    font.save(written)
    return written.getvalue()


def _licences(owners: dict[Face, str], terms: str) -> str:
    files = "".join(f"| {face.file} | `@fontsource/{face.package}` {VERSION} | {owners[face]} |\n" for face in owners)
    return f"""\
# Fonts of others

These files are not ours and not under this project's licence: they are parts of the Noto fonts, under the SIL Open
Font License 1.1 below, cut to one script each with all its shaping rules. `make fonts` (tools/fonts.py) makes them from
these packages of npm; SHA256SUMS says what it made. Whoever passes the files on passes on this page.

| file | from | copyright |
|---|---|---|
{files}
```text
{terms}
```
"""


if __name__ == "__main__":
    main()
