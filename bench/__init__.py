"""Measures Shirube beside the pipeline that `rasa init` gives: python -m bench."""
