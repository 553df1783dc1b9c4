from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot import small_model as shared


@pytest.fixture(scope="session")
def small_model() -> Path:
    """The one small model that all tests with Rasa share."""
    return shared.small_model()
