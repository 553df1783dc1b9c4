"""Scripts that Rasa's own Python (3.10) runs; each reads one JSON file and writes another."""
