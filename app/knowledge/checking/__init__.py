"""Judges every text a visitor can read before it is shipped: `make check`."""

from app.knowledge.checking.all_checks import check_content

__all__ = ["check_content"]
