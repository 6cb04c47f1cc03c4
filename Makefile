# Ortaq. `make run` starts it, `make test` proves it, `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
INSTALLED := $(VENV)/.installed
DEVELOPMENT := $(VENV)/.development
PORT ?=
HOME_DIR ?=
PABULIB ?=
LIMIT ?=
PABUMEASURES ?=
EQUAL_SHARES_NET ?=
MODULES ?=

.DEFAULT_GOAL := help
.PHONY: run install test bench mutants help lint types contracts migrations words browser unit postgres journeys

run: $(INSTALLED) ## Start Ortaq on this computer (PORT=8001 for another port, HOME_DIR=folder for a real office)
	@$(BIN)/ortaq run $(if $(PORT),--port $(PORT)) $(if $(HOME_DIR),--home "$(HOME_DIR)")

install: $(INSTALLED) ## Install without starting

test: lint types contracts migrations words unit postgres journeys ## Everything a change must pass
	@echo "Everything passed."

lint: $(DEVELOPMENT) ## Style of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEVELOPMENT) ## Types
	@$(BIN)/mypy ortaq

contracts: $(DEVELOPMENT) ## The order of the rooms
	@$(BIN)/lint-imports

migrations: $(DEVELOPMENT) ## Facts and migrations agree
	@ORTAQ_HOME="$$(mktemp -d)" DJANGO_SETTINGS_MODULE=ortaq.web.settings \
		$(BIN)/python -m django makemigrations --check --dry-run

words: $(DEVELOPMENT) ## Every word stands in Kazakh and in Russian
	@$(BIN)/python -m ortaq.web.catalogues check
	@$(BIN)/python -m ortaq.web.catalogues compile

browser: $(DEVELOPMENT) ## Chromium for the tests, installed where this may be done
	@$(BIN)/python -m tests.chromium

unit: words browser ## Tests on SQLite
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not journey"

postgres: words ## Whatever touches the database, on a real PostgreSQL
	@$(BIN)/python -m tests.postgres -- $(BIN)/python -m pytest -n 2 --dist loadgroup -m "database and not journey"

journeys: words browser ## People's ways through the pages in a real browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m journey tests

bench: $(DEVELOPMENT) ## Benchmarks beside the peers (PABULIB=folder of .pb files counts them all; docs/allocation.md names the rest)
	@$(BIN)/python -m bench.allocation --all $(if $(PABULIB),--pabulib "$(PABULIB)") $(if $(LIMIT),--limit $(LIMIT)) \
		$(if $(PABUMEASURES),--pabumeasures "$(PABUMEASURES)") \
		$(if $(EQUAL_SHARES_NET),--equal-shares-net "$(EQUAL_SHARES_NET)")
	@$(BIN)/python -m bench.web
	@$(BIN)/python -m bench.documents

mutants: $(DEVELOPMENT) ## Change the counting engine in small ways: do its tests notice? (MODULES="purse ties", SAMPLE=200; a day without)
	@$(PIP) install mutmut==3.8.1
	@$(BIN)/python -m bench.mutants $(MODULES) $(if $(SAMPLE),--sample $(SAMPLE))

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
		"Ortaq needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0])'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv is missing. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing Ortaq (once; about a minute)…"
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --requirement requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(INSTALLED)
	@echo "Installing the tools of the tests (once; about a minute)…"
	@$(PIP) install --requirement requirements-dev.lock
	@touch $@
