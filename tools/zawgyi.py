"""Writes tests/fixtures/zawgyi.tsv: sentences of ours in Unicode, and in Zawgyi as two programs of others write them.

Run by hand, `python -m tools.zawgyi`: needs ICU's `uconv` (Debian's icu-devtools) and npm for rabbit-node 1.0.4 (MIT).
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "tests/fixtures/zawgyi.tsv"
SENTENCES = 1000
RABBIT = "rabbit-node@1.0.4"
HEAD = f"""\
# {SENTENCES} lines of data/nlu/my and content/faq/my: in Unicode; in Zawgyi by ICU's transform my-Zawgyi; by {RABBIT}.
# Made by `python -m tools.zawgyi`, which has no part of widget/zawgyi.js.
"""
_LINE = re.compile(r"^\s*- (.+)$", re.MULTILINE)
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_BURMESE = re.compile("[\u1000-\u109f]")
_CONVERT = "process.stdout.write(require('rabbit-node').uni2zg(require('fs').readFileSync(0, 'utf8')))"


def main() -> None:
    """Chooses the sentences by a fixed chance and has them converted."""
    found = set()
    for path in (*sorted((ROOT / "data/nlu/my").glob("*.yml")), *sorted((ROOT / "content/faq/my").glob("*.md"))):
        for line in _LINE.findall(path.read_text("utf-8")):
            sentence = unicodedata.normalize("NFC", _ENTITY.sub(r"\1", line).strip())
            if 15 <= len(sentence) <= 60 and len(_BURMESE.findall(sentence)) >= 12 and "\t" not in sentence:
                found.add(sentence)
    sentences = random.Random(0).sample(sorted(found), SENTENCES)  # noqa: S311
    text = "\n".join(sentences)
    by_icu = subprocess.run(["uconv", "-x", "my-Zawgyi"], input=text, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", folder, RABBIT], check=True)
        by_rabbit = subprocess.run(
            ["node", "-e", _CONVERT], input=text, capture_output=True, text=True, check=True, cwd=folder
        ).stdout
    rows = zip(sentences, by_icu.split("\n"), by_rabbit.split("\n"), strict=True)
    FIXTURE.write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
