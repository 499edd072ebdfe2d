# make demo   build, validate and question a graph of the sample documents
# make test   run all tests
# make check  what CI runs: the tests and the linters
# make docs   describe the ontology in docs/ontology.html
# make lock   pin the newest versions that pyproject.toml admits

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
VIRTUOSO := DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends virtuoso-opensource-7-bin
BROWSER := .venv/.browser
WORKERS = $(shell $(PYTHON) -c "import os; print(min(12, (os.cpu_count() or 2) * 3 // 2))")
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test servers lint check docs lock clean

demo: $(READY)
	$(BIN)/kg build data/documents --output build/demo
	$(BIN)/kg query papers-in-several-documents --graph build/demo
	$(BIN)/kg export --graph build/demo --format turtle --output build/demo.ttl

test: $(READY) $(BROWSER) servers
	@$(BIN)/python -m compileall -q kg # once, and not in each of the many processes that tests start
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal # more than cores: tests wait for servers and pages

# Virtuoso, which no Python package brings: without it its tests are skipped, and the summary of the tests says so.
servers:
	@command -v virtuoso-t >/dev/null || ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ] || \
	  { $(VIRTUOSO) || { apt-get update -qq && $(VIRTUOSO); }; } >/dev/null 2>&1 || echo "virtuoso-t cannot be installed"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: test lint

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit('kg needs Python 3.11 or newer: make PYTHON=python3.11 …' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv --clear .venv
	$(PIP) install --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What drives a browser for the tests of pages, and what judges whether they are accessible: needed for nothing else.
$(BROWSER): $(READY)
	@$(PIP) install playwright==1.65.2 axe-playwright-python==0.1.8 && touch $@ \
		|| echo '!!! Playwright cannot be installed: the pages of kg serve are not tested in a browser' >&2

docs:
	$(PYTHON) -m venv --clear build/docs
	build/docs/bin/python -m pip --quiet install --upgrade pip
	build/docs/bin/python -m pip --quiet install --group docs
	build/docs/bin/pylode ontology/kg.ttl --outputfile docs/ontology.html

lock:
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip --quiet install --upgrade pip
	build/lock/bin/python -m pip --quiet install . --group dev
	{ sed -n '/^#/p' requirements.lock; build/lock/bin/python -m pip freeze --exclude kg-papers; } > build/requirements.lock
	mv build/requirements.lock requirements.lock

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
