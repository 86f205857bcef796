# The gateway's commands. `make run` and `make test` need Python 3.11+ and nothing else.
PYTHON ?= python3
BIN := .venv/bin
BENCH ?= all
# What `make lint` checks, side by side.
CHECKS := check-types check-schema check-explorer check-style

.PHONY: run test lint $(CHECKS) bench reset lock schema

run: .venv/run.stamp  ## install, start the embedded PostgreSQL, migrate, load the demo data once, serve
	@$(BIN)/python -m server

# File by file, for what a file's tests share to be made once; in their order, for the longest are not the last.
test: .venv/dev.stamp  ## the whole test suite on an embedded PostgreSQL of its own
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: .venv/dev.stamp  ## style, types, layers, migrations, exported schema, planned documents, the explorer's build
	@$(MAKE) --no-print-directory -j $(CHECKS)

check-types:
	@$(BIN)/mypy

check-style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache

# One after the other: they share the embedded PostgreSQL.
check-schema:
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py export_schema --check
	@$(BIN)/python manage.py check_plans

check-explorer:
	@server/graphiql/check.sh

bench: .venv/dev.stamp  ## measure; BENCH names one benchmark of benchmarks/README.md
	@$(BIN)/python -m benchmarks $(BENCH)

reset:  ## forget the embedded data
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m server.postgres.forget; fi
	@rm -rf .data

schema: .venv/dev.stamp  ## write graphql/schema.graphql anew
	@$(BIN)/python manage.py export_schema

lock: .venv/dev.stamp  ## resolve the dependencies anew into the lock files
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock $(ARGS)
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock -c requirements.lock $(ARGS)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("the gateway needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: .venv/bin/python requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp
