# make run    starts everything on this machine and prints where (PORT=8001 and HOST=0.0.0.0 may be given)
# make test   runs every test, browser journeys included (T=tests/law for some of them)
# make lint   style, types, import contract, migrations and deployment settings, without running a test
# `docs/operations.md` says more.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
T ?=
# One more than there are processors: browsers and servers are waited for a third of the time.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')

# Python that may keep what it compiled starts several times faster.
unexport PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE = 1
# Many an authority looks into encrypted traffic with a certificate that only the operating system knows.
export UV_SYSTEM_CERTS ?= true

INSTALL := $(VENV)/bin/uv pip install --quiet --python $(VENV) --require-hashes
FRONT_END := foi/web/static/build/.built
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.PHONY: setup run test lint style types imports migrations deploy bench weights lock clean

setup: $(VENV)/.local $(FRONT_END)
	@:

run: setup
	@$(RUN) manage.py up --stop-with-parent

test: $(VENV)/.dev $(FRONT_END)
	@$(RUN) scripts/browser.py
	@$(RUN) -m pytest -rs $(or $(T),-n $(WORKERS) --dist worksteal)

lint: style types imports migrations deploy

style: $(VENV)/.dev
	$(RUN) -m ruff format --check --quiet --output-format=concise
	$(RUN) -m ruff check --quiet --output-format=concise

types: $(VENV)/.dev
	$(RUN) -m mypy

imports: $(VENV)/.dev
	$(VENV)/bin/lint-imports --no-logo

migrations: $(VENV)/.dev
	$(RUN) -W ignore manage.py makemigrations --check --dry-run

# The production settings with a made-up environment: Django's own advice for deployment must find nothing to say.
deploy: export DJANGO_SETTINGS_MODULE = foi.settings.production
deploy: export DATABASE_URL = postgresql://foi@localhost/foi
deploy: export REDIS_URL = redis://localhost
deploy: export SITE_URL = https://foi.example.org
deploy: export EMAIL_URL = smtp://localhost
deploy: export EMAIL_FROM = foi@example.org
deploy: $(VENV)/.dev
	SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(RUN) manage.py check --deploy --fail-level WARNING

# What the splitter's signals are worth, learnt again from tests/intake/splitter/corpus (W=--try only says how well).
weights: $(VENV)/.weights
	$(RUN) scripts/weigh.py $(W)

bench: $(VENV)/.bench $(FRONT_END)
	$(RUN) -m bench

# --- what the above stand on; each is made again when what it is made from has changed ---------------------------------

$(VENV)/.installer: requirements/uv.txt scripts/environment.sh
	@scripts/environment.sh "$(PYTHON)"
	@touch $@

$(VENV)/.local: requirements/local.txt $(VENV)/.installer
	@echo "Installing what the product needs ..."
	@$(INSTALL) -r requirements/local.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.installer
	@echo "Installing what the product and its tests need ..."
	@$(INSTALL) -r requirements/dev.txt
	@touch $@ $(VENV)/.local

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@$(INSTALL) -r requirements/bench.txt
	@touch $@

$(VENV)/.weights: requirements/weights.txt $(VENV)/.dev
	@$(INSTALL) -r requirements/weights.txt
	@touch $@

$(FRONT_END): package.json package-lock.json $(wildcard foi/web/static_src/*) | $(VENV)/.installer
	@scripts/front_end.sh
	@touch $@

lock: $(VENV)/.installer
	$(LOCK) pyproject.toml -o requirements/production.txt
	$(LOCK) pyproject.toml --extra local -o requirements/local.txt
	$(LOCK) pyproject.toml --extra local --group dev -o requirements/dev.txt
	$(LOCK) --group node -o requirements/node.txt
	$(LOCK) --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(LOCK) --group weights -c requirements/dev.txt -o requirements/weights.txt
	echo uv | $(LOCK) --no-annotate - -o requirements/uv.txt

# The data under var/ stays: removing it is `rm -r var`, and nobody should do that by the way.
clean:
	rm -rf $(VENV) node_modules foi/web/static/build static-collected .pytest_cache .mypy_cache .ruff_cache .hypothesis
