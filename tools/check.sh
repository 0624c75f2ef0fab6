#!/bin/sh
# Every gate, all of them even if one fails, each with its time; ends with 0 only if all passed.
set -u
cd "$(dirname "$0")/.."

failed=
report=build/gate.txt
mkdir -p build

# gate NAME COMMAND...: prints one line, and what the command said only if it failed.
gate() {
  name=$1
  shift
  start=$(date +%s)
  if "$@" >"$report" 2>&1; then
    printf 'ok      %-32s %3ss\n' "$name" $(($(date +%s) - start))
  else
    printf 'FAILED  %-32s %3ss\n' "$name" $(($(date +%s) - start))
    sed 's/^/        /' "$report"
    failed="$failed $name"
  fi
}

# compiled MODULE: a generator whose result is committed must have been run after the last change of its sources.
compiled() {
  file=$(printf '%s' "$1" | tr . /).py
  [ -f "$file" ] && gate "up to date: $1" .venv/bin/python -m "$1" --check
}

gate "ruff check" .venv/bin/ruff check --quiet
gate "ruff format" .venv/bin/ruff format --check --quiet
gate "mypy" .venv/bin/mypy --no-error-summary
gate "floors (import-linter)" .venv/bin/lint-imports --no-logo
gate "dead code (vulture)" .venv/bin/python -m tools.check_dead_code
gate "pre-commit configuration" .venv/bin/pre-commit validate-config .pre-commit-config.yaml
gate "locks match their projects" tools/check_locks.sh
gate "no places of one machine" tools/check_places.sh
compiled tools.compile_register
compiled tools.compile_amounts
compiled tools.write_law_pages
compiled tools.measure_reading
compiled tools.write_example_pages
compiled tools.build_drop_schemas
compiled tools.compile_openapi
compiled tools.compile_notice
compiled tools.build_site

.venv/bin/python -m tools.list_stale_decisions # a flag for the reader, no failure

[ -z "$failed" ] || { printf '\nfailed gates:%s\n' "$failed"; exit 1; }
