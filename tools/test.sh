#!/bin/sh
# Runs every test, in three parts: the law (with its coverage gate) and what may run side by side on two cores, then
# what drives the one deployed system. Further arguments go to pytest. Ends with 0 only if every part passed.
set -u
cd "$(dirname "$0")/.."

WORKERS=${KROOST_TEST_WORKERS:-2}
NO_TEST=5 # how pytest says that it found no test
status=0
rm -rf build/tests && mkdir -p build/tests build/coverage

# part NAME ARGUMENT...: one pytest run; a part that is empty so far is no failure.
part() {
  name=$1
  shift
  printf '\n== tests: %s\n' "$name"
  .venv/bin/python -m pytest --quiet --durations=10 --durations-min=2 \
    --goals-report "build/tests/$name.json" --junitxml "build/tests/$name.xml" "$@"
  code=$?
  if [ "$code" -ne 0 ] && [ "$code" -ne $NO_TEST ]; then status=1; fi
}

only_there() { for folder in "$@"; do [ -d "$folder" ] && printf '%s ' "$folder"; done; }

law=$(only_there tests/law)
deployed=$(only_there tests/local tests/web)

if [ -n "$law" ]; then
  part law -n "$WORKERS" --cov --cov-report term "$@" $law
fi
part parallel -n "$WORKERS" --dist loadgroup --ignore tests/law --ignore tests/local --ignore tests/web "$@" tests
if [ -n "$deployed" ]; then
  part deployed "$@" $deployed
fi

.venv/bin/python -m tools.goals.tree_digest >build/tests/tree-digest
[ "$status" -eq 0 ] || printf '\nfailed: at least one part of the tests\n'
exit "$status"
