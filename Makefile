# The only commands. Each sets up all that it needs by itself (tools/setup.sh): type any of them first.

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never
export PYTHONUTF8 := 1
# jsii and the CDK warn about Node versions and ask to send usage figures: neither belongs on a newcomer's screen.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 18,20,22
export JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION := 1
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION := 1
export CDK_DISABLE_CLI_TELEMETRY := true
# Tools that want to write into a HOME that cannot be written get one of this folder.
export HOME := $(shell if [ -w "$$HOME" ]; then printf '%s' "$$HOME"; else mkdir -p .tools/home; printf '%s/.tools/home' "$(CURDIR)"; fi)

PYTHON := .venv/bin/python

.PHONY: help run test check soak bench goals mutants synth lock

help: ## list the commands
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: ## the whole system on this machine, with a story that plays on it (ONCE=1 ends after the story)
	@tools/setup.sh && exec $(PYTHON) -m tools.local.run $(if $(ONCE),--once)

test: ## every test, small sizes, within 15 minutes
	@tools/setup.sh && exec tools/test.sh

check: ## every gate: lint, types, floors, dead code, compiled files, leaks of places
	@tools/setup.sh python node && exec tools/check.sh

soak: ## the tests that run for hours: a thousand crashes, ten years, a hundred thousand families
	@tools/setup.sh && exec tools/test.sh --soak

bench: ## measurements against their yardsticks
	@tools/setup.sh && exec $(PYTHON) -m bench

goals: ## one line per goal that passing tests prove in full: its id and how many tests
	@tools/setup.sh && exec $(PYTHON) -m tools.goals.print_goals

mutants: ## change the rules of the law on purpose: a test must notice at least nine of ten
	@tools/setup.sh python && exec $(PYTHON) -m tools.mutate_rules

synth: ## the CloudFormation templates of a stage (STAGE=local), into build/cdk.out
	@tools/setup.sh python node && exec node_modules/.bin/cdk synth --quiet -c stage=$(or $(STAGE),local)

lock: ## renew the locks after a change of a dependency
	@tools/setup.sh && .tools/bin/uv lock && .tools/bin/uv lock --project tools/emulator && .tools/bin/uv lock --project bench/external && \
	npm install --package-lock-only --ignore-scripts
