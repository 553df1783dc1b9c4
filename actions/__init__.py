"""Rasa's custom actions. They live in the modern room (Python >= 3.11), not in bot/: Rasa calls them over HTTP.

The gateway hosts them (app/gateway/internal.py); `python -m rasa_sdk --actions actions` works as well.
"""
