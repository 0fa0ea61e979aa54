# make demo   a graph from examples/articles, in out/
# make test   lint, types and every test
# make bench  how fast it is and what memory it takes, beside underthesea; BENCH="--corpus FILE --sizes 1000,5000" and so on
# Everything is installed into .venv, which is made where it is missing. PYTHON=python3.12 chooses the Python.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
PACKAGES = dangbo extraction ontology graph exports
BENCH ?=

.PHONY: help demo test tools bench clean

help:
	@sed -n 's/^# //p' Makefile

demo: $(VENV)/.ready
	@$(BIN)/dangbo build examples/articles --out out
	@echo
	@echo '$$ dangbo ask out examples/chau-thanh.rq'
	@$(BIN)/dangbo ask out examples/chau-thanh.rq

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(PACKAGES) benchmarks
	$(BIN)/python -m pytest -rs

tools:
	@sh .ci/tools

bench: $(VENV)/.ready
	@$(BIN)/python benchmarks/bench.py $(BENCH)

clean:
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.ready: pyproject.toml
	@sh .ci/environment "$(PYTHON)" "$(VENV)"
	@echo "installing dangbo and what it needs into $(VENV) (once; a minute or two) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready | tools
	@echo "installing what the tests need into $(VENV) (once) ..."
	@$(PIP) -e '.[dev]'
	@touch $@
