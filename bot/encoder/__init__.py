"""Sentences to vectors: see README.md in this folder."""

VECTOR_LENGTH = 384
