# From a clone to a running portal: make run. Everything that is tested: make test.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run rehearse test check unit property integration postgres browser interop coverage bench messages lock clean

PORT ?= 8000
DATA ?= var

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
# A stamp is newer than the pins it installed, so a second `make run` installs nothing.
BASE := .venv/.installed-base
DEV := .venv/.installed-dev
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/comity/locale/*/LC_MESSAGES/*.po))

# What the tests need that pip cannot bring: a browser, a second database, foreign judges of the record, fonts for three scripts.
DEBIAN := chromium chromium-sandbox fonts-noto-cjk fonts-noto-core gettext git golang-go golang-golang-x-mod-dev \
  openssh-client postgresql

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
	  printf '  make %-12s %s\n' "$$name" "$$text"; done

run: $(BASE) $(CATALOGUES) ## install, enter the forum's history once, serve it (PORT=8000 DATA=var)
	@test -f '$(DATA)/comity.toml' || $(BIN)/comity init --data '$(DATA)'
	@exec $(BIN)/comity serve --data '$(DATA)' --port '$(PORT)'

# A rehearsal keeps out of the real folder; DATA=… on the command line names another of its own.
rehearse: DATA = var-rehearsal
rehearse: $(BASE) $(CATALOGUES) ## a second forum for practice: anybody takes any seat (ON=2022-10-10 DATA=…)
	@exec $(BIN)/comity rehearse --data '$(DATA)' --port '$(PORT)' $(if $(ON),--on '$(ON)')

test: $(DEV) $(CATALOGUES) ## everything: checks and all test groups; installs Debian packages where it may
	@sh scripts/debian_packages.sh $(DEBIAN) || echo 'Going on without them: the groups that need them will say NOT RUN.'
	@$(BIN)/python scripts/run_tests.py

check: $(DEV) ## ruff, mypy, floors, docstrings, templates, catalogues, forbidden words
	@$(BIN)/python scripts/run_tests.py check

unit property integration postgres browser interop: $(DEV) $(CATALOGUES) # one group of `make test`
	@$(BIN)/python scripts/run_tests.py $@

coverage: $(DEV) $(CATALOGUES) ## branch coverage; the core must have all of it
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m pytest --quiet --cov --cov-report= -p no:django tests/unit tests/property
	@$(BIN)/python -m pytest --quiet --cov --cov-report= --cov-append -m 'not postgres' tests/integration
	@$(BIN)/python -m coverage report --include='src/comity/record/*,src/comity/forum/*,src/comity/secretariat/*' --fail-under=100

bench: $(DEV) $(CATALOGUES) ## measure against the budgets and print a table
	@$(BIN)/python -m tests.bench

messages: $(DEV) ## take new texts into the Russian and Chinese catalogues (needs gettext)
	@$(BIN)/python scripts/catalogues.py refresh

lock: $(DEV) ## compile requirements/*.in into pinned, hashed requirements/*.txt (UPGRADE=--upgrade for newer versions)
	@sh scripts/lock.sh $(UPGRADE)

clean: ## remove what make made, but never a data folder
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* build dist src/comity.egg-info
	@rm -f $(CATALOGUES)
	@find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# The package is installed editable, built by the setuptools pinned in base.txt and without an index: nothing unpinned is fetched.
$(BASE): requirements/base.txt pyproject.toml scripts/make_venv.sh
	@sh scripts/make_venv.sh
	@echo 'Installing what Comity needs into .venv'
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements/base.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# aics-tlog declares a newer Python than it uses, so it is fetched as for 3.12 and kept as the wheel it is: tests/interop puts
# the wheels of .venv/judges on PYTHONPATH of the judge's own process.
$(DEV): $(BASE) requirements/postgres.txt requirements/dev.txt requirements/judges.txt
	@echo 'Installing what the tests need into .venv'
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements/postgres.txt --requirement requirements/dev.txt
	@rm -rf .venv/judges
	@$(PIP) download --require-hashes --only-binary :all: --no-deps --python-version 3.12 --dest .venv/judges \
	  --requirement requirements/judges.txt
	@touch $@

%.mo: %.po $(BASE)
	@$(BIN)/python scripts/catalogues.py compile $< $@
