"""The scripts and style sheets of the chat page as they are sent: joined, stripped and packed.

`widget/` is what people read and edit. Nothing is built into the tree: the files are made when the gateway starts, and
`WIDGET_SOURCE=1` serves them as they are written.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import minify

MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
CHAT = "chat.js"
LAUNCHER = "shirube-chat.js"
_IMPORT = re.compile(r"^import \{[^}]*\} from '\./([\w-]+\.js)'\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_ADDRESS = re.compile(r"""((?:from |import\(|URL\(|url\()'\./[\w-]+\.(?:js|css|svg))(?=')""")


@dataclass(frozen=True)
class WidgetFile:
    """One file as browsers get it."""

    body: bytes
    media_type: str

    @cached_property
    def packed(self) -> bytes:
        """The same by gzip; no secret is in it, so its length tells nothing."""
        return gzip.compress(self.body, 9, mtime=0)


@dataclass(frozen=True)
class WidgetFiles:
    """All of them by name, under one version: they name each other, so all may be kept for ever."""

    files: Mapping[str, WidgetFile]
    version: str

    def address(self, name: str) -> str:
        """Where the browser finds a file, with the digest of all content; raises KeyError for one there is not."""
        if name not in self.files:
            raise KeyError(name)
        return f"/widget/{name}?v={self.version}"


def built(folder: Path, *, is_source: bool = False) -> WidgetFiles:
    """The files of `folder`; each script with what it imports, stripped of comments and long names.

    With `is_source` as they are written. Raises minify.MinifyError where one is not JavaScript or CSS, or where two
    modules that are joined use one name.
    """
    sources = {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.suffix in MEDIA_TYPES}
    version = hashlib.sha256(repr((is_source, sorted(sources.items()))).encode()).hexdigest()[:12]

    def file(name: str) -> WidgetFile:
        text = sources[name] if is_source else _joined_text(name, sources)
        text = _ADDRESS.sub(rf"\1?v={version}", text)
        return WidgetFile((text if is_source else _stripped(name, text)).encode(), MEDIA_TYPES[Path(name).suffix])

    return WidgetFiles({name: file(name) for name in sources}, version)


def joined(name: str, sources: Mapping[str, str]) -> list[str]:
    """The modules that `name` cannot begin without, itself last."""
    order: dict[str, None] = {}

    def after_its_imports(module: str) -> None:
        for needed in _IMPORT.findall(sources[module]):
            if needed not in order:
                after_its_imports(needed)
        order[module] = None

    after_its_imports(name)
    return list(order)


def _joined_text(name: str, sources: Mapping[str, str]) -> str:
    *needed, last = joined(name, sources) if name.endswith(".js") else [name]
    text = "".join(_EXPORT.sub("", _IMPORT.sub("", sources[module])) for module in needed)
    text += _IMPORT.sub("", sources[last])
    # The page exports nothing: in a function of its own its long names can become short ones.
    return f"(()=>{{{text}}})()" if name == CHAT else text


def _stripped(name: str, text: str) -> str:
    kind = MEDIA_TYPES[Path(name).suffix].split(";")[0]
    return text if kind == "image/svg+xml" else minify.string(kind, text)
