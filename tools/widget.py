"""python -m tools.widget: the chat page's files as they are served, into var/widget, and how large each is."""

from __future__ import annotations

from app.gateway.widget_files import built
from app.settings import ROOT, Settings


def main() -> None:
    folder = Settings().var / "widget"
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in built(ROOT / "widget").files.items():
        (folder / name).write_bytes(file.body)
        print(f"{len(file.body):7,} B  {len(file.packed):6,} B packed  {name}")
    print(f"written to {folder}; the gateway makes them anew at each start")


if __name__ == "__main__":
    main()
