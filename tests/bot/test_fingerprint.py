from __future__ import annotations

from pathlib import Path

import languages
from bot import fingerprint


def test_the_digest_changes_with_any_file_of_a_package(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "words.txt").write_text("one")
    before = fingerprint.digest(package)
    assert fingerprint.digest(package) == before
    (package / "words.txt").write_text("two")
    assert fingerprint.digest(package) != before


def test_a_module_counts_as_its_package() -> None:
    assert fingerprint.digest(languages) == fingerprint.digest(Path(languages.__file__).parent)
    assert fingerprint.digest(languages.folding) != fingerprint.digest(languages)
