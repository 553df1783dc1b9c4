"""`make languages`: builds languages/ngrams.bin, from which languages are told apart, and its digest."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import defaultdict
from pathlib import Path

import languages
from languages.ngram_table import LATIN, TABLE, pack
from tools.languages.calibration import calibrate
from tools.languages.declaration import Declaration
from tools.languages.sources import Sources
from tools.languages.weighing import count, in_script, weigh

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Reads everything, counts, measures how far to believe it, writes."""
    cache = Path(os.environ.get("SHIRUBE_VAR", ROOT / "var")) / "cache/udhr"
    sources = Sources(ROOT, Declaration(cache))
    cue_words = sources.cue_words()
    by_script: dict[str, dict[str, tuple[list[str], list[str]]]] = defaultdict(dict)
    for name, texts in sources.texts().items():
        for script in sources.scripts(name, texts):
            written = [letters for text in texts if (letters := in_script(text, script))]
            small = [letters for word in cue_words.get(name, ()) if (letters := in_script(word, script))]
            by_script[script][name] = (written, small)
    packed = {}
    for script, found in by_script.items():
        weights = weigh({name: count(*both) for name, both in found.items()}, script)
        sharpness, fading = calibrate(
            found, {name for name in found if name.removesuffix(LATIN) in languages.TAGS}, script
        )
        packed[script] = (sorted(found), weights, sharpness, fading)
        print(f"{script}: {len(found)} languages, {len(weights)} n-grams, {sharpness=:.3f} {fading=}", file=sys.stderr)
    content = pack(packed)
    TABLE.write_bytes(content)
    TABLE.with_suffix(".sha256").write_text(hashlib.sha256(content).hexdigest() + "\n", "utf-8")
    print(f"{TABLE.name}: {len(content):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
