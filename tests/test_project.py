"""The project tells the truth about itself: settings, actions, tests, sizes, squats."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from app.settings import ROOT, Settings

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LOCKS = ("uv.lock", "bot/uv.lock")
MOST_LINES = 300


def source_files() -> list[Path]:
    """What people write and read; Alembic writes migrations."""
    folders = ("app", "actions", "languages", "bot", "bench", "evaluation", "tests")
    return [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if not {".venv", "versions"} & set(path.parts)
    ]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_names_every_setting(name: str) -> None:
    alias = {"var": "SHIRUBE_VAR", "internal_port": "SHIRUBE_INTERNAL_PORT", "rasa_port": "SHIRUBE_RASA_PORT"}.get(name)
    assert f"`{alias or name.upper()}`" in README


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["actions"])


def test_every_response_of_the_domain_is_one_the_gateway_can_say() -> None:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    spoken = "".join((ROOT / "app/gateway" / name).read_text("utf-8") for name in ("spoken.py", "turns.py"))
    for name in responses:
        if "/" not in name:
            assert f'"{name}"' in spoken or name == "utter_no_more_services", name


@pytest.mark.parametrize("folder", [path.name for path in (ROOT / "tests").iterdir() if path.is_dir()])
def test_make_test_runs_every_folder_of_tests(folder: str) -> None:
    has_tests = any((ROOT / "tests" / folder).rglob("test_*.py"))
    if has_tests:
        assert f"tests/{folder}" in MAKEFILE


@pytest.mark.parametrize("lock", LOCKS)
def test_no_locked_package_is_a_name_squat_or_comes_from_a_private_mirror(lock: str) -> None:
    locked = tomllib.loads((ROOT / lock).read_text("utf-8"))
    assert not [package["name"] for package in locked["package"] if package.get("version") == "999.9.9"]
    hosts = set(re.findall(r"https://([^/\"]+)/", (ROOT / lock).read_text("utf-8")))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_no_file_hides_uv_under_pyenv() -> None:
    assert not (ROOT / ".python-version").exists()


def test_modules_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in source_files()
        if (n := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "endpoints.yml", "credentials.yml"])
def test_what_rasa_reads_says_so_in_its_first_line(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").startswith("# Read by the Rasa room (bot/, Python 3.10).")


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_link_between_our_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_decision_says_what_holds_it() -> None:
    for page in (ROOT / "docs/decisions").glob("*.md"):
        assert "**Held by**" in page.read_text("utf-8"), page.name


def test_every_text_is_said_somewhere() -> None:
    sources = [*(ROOT / "app").rglob("*.py"), *(ROOT / "app").rglob("*.html"), *(ROOT / "widget").glob("*.js")]
    said = "".join(path.read_text("utf-8") for path in sources)
    built = ("category.", "group.", "term.", "phone_for.", "situation.", "crisis.", "error.", "only.", "card.")
    built += ("button.received_", "utter_safe_")  # the rest of these names comes from a vocabulary
    texts = yaml.safe_load((ROOT / "content/messages/en.yml").read_text("utf-8"))
    unsaid = [key for key in texts if not key.startswith(built) and key not in said]
    # The page's own texts are known to it by the second half of their names; of some it makes even that.
    made = ("size_", "privacy_")
    named = {key: key.removeprefix("page.").removeprefix("more.") for key in unsaid}
    found = r"(\btexts[.\[(]['\"]?|\bdata-(?:text|label)=\"|'){}\b"
    assert [
        k for k, name in named.items() if not name.startswith(made) and not re.search(found.format(name), said)
    ] == []
