"""The database: declarative base, sessions, migrations."""
