# Two commands are enough: `make run` to look at the portal, `make test` to judge it.
# PYTHON= chooses the Python (3.11 or newer); PORT=, HOST=, DATABASE_URL=, REDIS_URL= where it runs.

PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
# One process for each core; a file's tests stay together, and the long files begin (tests/rounds.py).
PYTEST := $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations=15
BABEL := $(PY) -m babel.messages.frontend
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=portal.settings.test
UV ?= $(shell command -v uv || echo .venv/bin/uv)
LOCK := $(UV) pip compile --quiet --generate-hashes --universal --no-header \
	--no-emit-index-url --no-emit-find-links --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-test lint format types test-sqlite test-postgresql test-long attack axe bench \
	chaos restore-drill two-nodes fuzz month mutants lives audit released upgrade-drill \
	messages translations secrets lock python

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

run: setup ## Start the portal with its demo world; Ctrl-C stops it
	@exec $(MANAGE) runportal

setup: python ## Make .venv and install what running needs
	@$(PYTHON) scripts/setup.py run

setup-test: python
	@$(PYTHON) scripts/setup.py test

test: setup-test lint test-sqlite test-postgresql ## Judge everything: style, types, contracts, suite on both databases

lint: setup-test ## Style, types, templates, import contracts, migrations, translations
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	$(PY) -m djlint --quiet --lint templates
	.venv/bin/lint-imports
	$(TEST_SETTINGS) $(MANAGE) makemigrations --check --dry-run
	$(PY) scripts/postgresql.py $(PY) scripts/released.py check
	$(TEST_SETTINGS) $(MANAGE) check --fail-level WARNING
	$(TEST_SETTINGS) $(MANAGE) api_schema check
	$(TEST_SETTINGS) $(MANAGE) api_client check
	$(PY) scripts/translations.py check

format: setup-test ## Bring the code into the house's form
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

test-sqlite: setup-test ## Everything but the whole portal at work, on an SQLite file
	@echo; echo "=== The suite on SQLite ==="
	env -u DATABASE_URL $(PYTEST) --round=sqlite $(ARGS)

test-postgresql: setup-test ## All that asks a database, on PostgreSQL: of DATABASE_URL, or one started for it
	@echo; echo "=== The suite on PostgreSQL ==="
	$(PY) scripts/postgresql.py $(PYTEST) --round=postgresql $(ARGS)

test-long: setup-test ## Stories told again, on the other device and on other days (not in CI)
	$(PY) scripts/postgresql.py $(PYTEST) --round=long $(ARGS) tests/browser
	$(PYTEST) --round=long tests/desk tests/test_demo_days.py

month: setup-test ## Play a whole month at the desks with eighty applications a day (an hour; not in CI)
	A_DAY=80 $(PY) -m pytest tests/desk/test_a_month.py -q -n 0 --capture=no

bench: setup-test ## Measure pages, API and queries with 100,000 cases on PostgreSQL
	$(PY) scripts/postgresql.py $(PY) -m bench $(ARGS)

attack: setup-test ## Knock at every address as everybody, on a server as in production (minutes; not in CI)
	$(PY) scripts/postgresql.py $(PY) -m attack $(ARGS)

axe: setup-test ## Hold every page of a running `make run` before axe, as everybody (minutes; not in CI)
	$(PY) -m tests.browser.walking $(ARGS)

fuzz: setup-test ## Draw requests at random from the document of the API, as each role (an hour; not in CI)
	$(PY) scripts/postgresql.py $(PY) -m fuzz $(ARGS)

image: setup-test ## Carry out the lines of the Dockerfile in an empty folder, without an engine (minutes; not in CI)
	$(PY) -m tests.drills.image

chart: setup-test var/chart/installed ## Draw deploy/chart by Helm and hold it against the schemas of Kubernetes (not in CI)
	PYTHONPATH=var/chart $(PY) -c "import helm_python, kubernetes_validate"
	PYTHONPATH=var/chart $(PYTEST) --round=sqlite $(ARGS) tests/operations/test_chart.py

var/chart/installed: requirements-chart.lock
	rm -rf var/chart
	$(PY) -m pip install --quiet --no-deps --require-hashes --target var/chart --requirement $<
	touch $@

chaos: setup-test ## Kill, freeze and starve the whole portal at work, then count what was lost (half an hour; not in CI)
	$(PY) -m tests.chaos $(ARGS)

carry: setup-test ## Carry a thousand transfers by two agencies' programs, one of which crashes (minutes; not in CI)
	$(PY) scripts/postgresql.py $(PY) -m pytest -q -n 0 --capture=no --round=long $(ARGS) tests/integrating/test_many_transfers.py

restore-drill: setup-test ## Lose the database at work and bring it back; prints RPO and RTO (minutes; not in CI)
	$(PY) -m tests.drills.restore $(ARGS)

two-nodes: setup-test ## What a read costs with two web servers, PgBouncer and a replica (minutes; not in CI)
	$(PY) -m tests.drills.two_nodes $(ARGS)

mutants: setup-test ## Break the rules spot by spot and count what the tests notice (minutes; not in CI)
	$(PY) scripts/mutants.py $(ARGS)

lives: setup-test ## Play ten thousand random lives: no month and no fen is lost or doubled (an hour; not in CI)
	LIVES=5000 SEEDS=2 $(PY) -m pytest tests/machines/test_many_lives.py -q -n 2

messages: setup-test ## Collect new texts for translation into the .po files
	$(PY) scripts/translations.py collect

translations: setup-test ## Compile the translations after editing a .po file
	$(PY) scripts/translations.py compile

secrets: setup ## Make the keys and passwords of a production installation in deploy/secrets
	$(PY) -m portal.keys deploy/secrets

lock: setup-test ## Renew the lock files from pyproject.toml
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group test --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK) --group chart --constraint requirements-test.lock --output-file requirements-chart.lock

released: setup-test ## Keep what is now as the last release: its migrations and tables (deploy/released)
	$(PY) scripts/postgresql.py $(PY) scripts/released.py write

upgrade-drill: setup-test ## Run the last release beside this one on its tables (minutes; not in CI; ARGS="--from COMMIT")
	$(PY) -m tests.drills.upgrade $(ARGS)

audit: setup-test ## Look for known weaknesses in what is installed, and write down what that is (var/sbom.json)
	$(PY) scripts/audit.py $(ARGS)

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON). Install Python 3.11 or newer, or name one: make run PYTHON=python3.12"; \
		exit 1; }
