"""Conversations of anonymous visitors: kept briefly, sealed with the visitor's own token, counted without words."""
