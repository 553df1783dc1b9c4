"""HTTP for programs: the public API, the routes Rasa calls, the only Rasa client."""
