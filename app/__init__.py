"""Shirube: everything served to people."""
