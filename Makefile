# medkg: `make serve` builds and serves the graph, `make test` runs all checks. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: serve build editor check test test-virtuoso lint bench docs lock clean

serve: build
	$(BIN)/medkg serve --port $(PORT)

# Takes a few seconds, so it is done each time: what is served is what stands in the files.
build: $(VENV)/.runtime
	$(BIN)/medkg build

# The SPARQL editor, which the installation builds as well; to try again where that could not.
editor: $(VENV)/.runtime
	@$(BIN)/python hatch_build.py

check: $(VENV)/.runtime
	$(BIN)/medkg check

test: $(VENV)/.dev lint
	@scripts/install-browser $(BIN)/python
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses 2 --dist loadscope tests src
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

# The remote engine over Virtuoso 7. `make test` runs this too where Virtuoso is installed.
test-virtuoso: $(VENV)/.dev
	@command -v virtuoso-t >/dev/null || { echo "Virtuoso 7 is not installed. On Debian: apt-get install virtuoso-opensource-7"; exit 2; }
	$(BIN)/pytest tests/sparql/test_remote.py tests/sparql/test_publish.py -k virtuoso

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests bench hatch_build.py
	$(BIN)/ruff check src tests bench hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports

# Some 25 minutes; nothing else should run meanwhile.
bench: build $(VENV)/.bench
	@scripts/install-wrk
	$(BIN)/python bench/build_time.py
	$(BIN)/python -m bench.endpoint
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.exports

# Writes the files that are generated from others; a test says when they are stale.
docs: $(VENV)/.dev
	$(BIN)/python -m medkg.documentation

# Resolves the newest versions of all dependencies for Python 3.11 and up, with hashes. Extras are kept in the names:
# pip holds a bare pin not to count for `coverage[toml]` once a newer coverage is out, and refuses the file.
lock:
	$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip --quiet install uv
	$(VENV)-lock/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --output-file requirements/runtime.txt
	$(VENV)-lock/bin/uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --output-file requirements/dev.txt
	$(VENV)-lock/bin/uv pip compile pyproject.toml --group build --group bench --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --output-file requirements/bench.txt
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) src/medkg/web/static/editor.* snapshots .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "medkg needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name one with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); scripts/install-venv-module "$(PYTHON)" && $(PYTHON) -m venv $(VENV); }

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml hatch_build.py $(wildcard editor/*.*) editor/.npmrc | $(VENV)/bin/python
	$(PIP) --require-hashes --requirement requirements/runtime.txt
	@$(BIN)/python hatch_build.py
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.runtime
	$(PIP) --require-hashes --requirement requirements/bench.txt
	@touch $@
