.DEFAULT_GOAL := help
# Where this is set, every start compiles all our modules anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup run train test check eval bench drill languages widget fonts

python := .venv/bin/python
rasa_python := bot/.venv/bin/python
# Browser tests last: their loop stays in the worker, and asyncio.run wants none.
modern_tests := $(wildcard tests/app tests/actions tests/languages tests/migrations tests/nlu tests/evaluation tests/bench tests/tools tests/test_project.py tests/whole tests/journeys)
rasa_tests := $(wildcard tests/bot tests/languages)
typed := $(wildcard app actions languages bench evaluation)

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Both environments, as their lock files say
	@tools/setup.sh

run: setup ## Set up and train if needed, then serve on http://127.0.0.1:8000 (PORT, SHIRUBE_VAR)
	@$(python) -m app run

train: setup ## Train the Rasa model if its inputs changed
	@$(python) -m app.runner.training

check: setup ## Style, types, who imports whom, and the content (at most 2 minutes)
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy $(typed)
	.venv/bin/lint-imports
	$(python) -m app check-content

test: setup ## All tests, in both rooms
	@tools/setup.sh browser
# A test that hangs fails and shows where, instead of stopping all of CI without a word; the longest trains the small model.
	$(python) -m pytest -n auto --dist loadgroup --no-loadscope-reorder --timeout 400 $(modern_tests)
	$(rasa_python) -m pytest -n auto --dist loadfile $(rasa_tests)

eval: setup ## Score the test set that was never trained on; writes docs/evaluation.md, fails where a language fell
	@$(python) -m evaluation

bench: setup ## Measure against Rasa's default pipeline; writes docs/benchmarks.md
	@$(python) -m bench

drill: setup ## Take each rule away and swap topics: a conversation must fail each time (4 minutes); writes docs/mutations.md
	@$(rasa_python) -W ignore -m tests.bot.mutations

languages: setup ## Build the table that tells languages apart; writes languages/ngrams.bin (needs npm, 3 minutes)
	@$(python) -m tools.languages

fonts: setup ## Make the fonts of scripts that phones may lack; writes widget/fonts/ and widget/fonts.css (needs npm)
	@$(python) -m tools.fonts

widget: setup ## The chat page's files as they are served, into var/widget, and their sizes
	@$(python) -m tools.widget
