"""Rasa's understanding of a message: what `config.yml` names, one component a file."""
