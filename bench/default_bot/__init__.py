"""The action server's side of the default bot."""
