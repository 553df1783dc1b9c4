"""How well Shirube's parts do, measured on public data that nothing in the project was made from."""
