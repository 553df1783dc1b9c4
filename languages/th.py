"""Thai."""

from languages.language import Language

LANGUAGE = Language(
    tag="th",
    endonym="ไทย",
    english_name="Thai",
    script="Thai",
    digits="๐๑๒๓๔๕๖๗๘๙",
    spaced=False,
    known_by="script",
)
