"""What lies in `var/`: who may read it, and that it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.runner import state


def test_tokens_are_long_private_different_and_stay(tmp_path: Path) -> None:
    var = tmp_path / "var"
    tokens = state.ensure_tokens(var)
    assert state.ensure_tokens(var) == tokens
    assert len(set(tokens.values())) == len(state.TOKENS)
    assert all(len(token) >= 43 for token in tokens.values())
    assert var.stat().st_mode & 0o777 == (var / "secrets").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (var / "secrets").iterdir()} == {0o600}


def test_a_token_left_open_is_closed(tmp_path: Path) -> None:
    state.ensure_tokens(tmp_path)
    (tmp_path / "secrets" / "hmac_key").chmod(0o644)
    state.ensure_tokens(tmp_path)
    assert (tmp_path / "secrets" / "hmac_key").stat().st_mode & 0o777 == 0o600


def test_endpoints_carry_the_real_port_and_token(root: Path) -> None:
    path = state.write_endpoints(root, root / "var", 6066, "the-token")
    text = path.read_text()
    assert "  url: http://127.0.0.1:6066/webhook\n  headers:\n    Authorization: Bearer the-token\n" in text
    assert "bot.tracker_store.BriefTrackerStore" in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_endpoints_without_the_line_we_replace_are_refused(root: Path) -> None:
    (root / "endpoints.yml").write_text("action_endpoint: {}\n")
    with pytest.raises(ValueError, match="must hold this line once"):
        state.write_endpoints(root, root / "var", 6066, "the-token")
