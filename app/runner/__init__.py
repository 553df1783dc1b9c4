"""Starts Shirube's processes, keeps them running and stops them."""

from app.runner.config import RunnerConfig
from app.runner.serving import serve_all

__all__ = ["RunnerConfig", "serve_all"]
