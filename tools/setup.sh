#!/bin/sh
# Sets up all that the repository's commands use, and nothing outside this folder. Repeated calls are instant.
#
#   tools/setup.sh [python] [node] [emulator]        without a word: all three
#
# Needs git, make, a Python 3.13 and Node; no account, no token, no Docker. Works on Debian and macOS, with an empty
# HOME and an empty cache. Says what it does on standard error only.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9   # installed when no usable uv is there
UV_OLDEST=0.9       # the oldest that reads uv.lock
STAMPS=.tools/stamps
# What an earlier call linked or made here must not be found as if it were the machine's own.
PATH=$(printf '%s' "$PATH" | sed "s#$PWD/.tools/bin:##; s#$PWD/.venv/bin:##")

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
  for candidate in "${KROOST_PYTHON:-}" python3.13 python3 python \
    "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.13*/bin/python3.13 \
    /opt/homebrew/bin/python3.13 /opt/homebrew/opt/python@3.13/bin/python3.13 /usr/local/bin/python3.13 \
    /Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13; do
    [ -n "$candidate" ] || continue
    # A shim may exist and still fail: only a Python that answers counts. The interpreter behind a venv is taken.
    "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null || continue
    "$candidate" -c 'import sys; print(sys._base_executable)'
    return 0
  done
  return 1
}

uv_is_usable() {
  version=$("$1" --version 2>/dev/null | cut -d' ' -f2) || return 1
  "$PYTHON" -c 'import sys; part = lambda text: [int(n) for n in text.split(".")[:2]]
sys.exit(part(sys.argv[1]) < part(sys.argv[2]))' "$version" "$UV_OLDEST" 2>/dev/null
}

find_uv() {
  for candidate in "${KROOST_UV:-}" .tools/uv-venv/bin/uv uv; do
    [ -n "$candidate" ] || continue
    path=$(command -v "$candidate" 2>/dev/null) || continue
    uv_is_usable "$path" || continue
    printf '%s\n' "$path"
    return 0
  done
  return 1
}

install_uv() {
  say "no uv found: installing uv $UV_VERSION into .tools/uv-venv"
  rm -rf .tools/uv-venv
  "$PYTHON" -m venv .tools/uv-venv >&2 || fail "this Python cannot make a virtual environment (Debian: install python3-venv)"
  .tools/uv-venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" >&2 ||
    fail "pip could not install uv"
}

# fresh NAME FILE...: true when this part was set up from exactly these files, with the same tools.
sum_of() { { printf '%s\n' "$PYTHON" "$PWD"; cat "$@"; } | cksum; }
fresh() { stamp=$STAMPS/$1; shift; [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(sum_of "$@")" ]; }
mark() { stamp=$STAMPS/$1; shift; sum_of "$@" >"$stamp"; }

set_up_python() {
  [ -x .venv/bin/python ] && fresh python pyproject.toml uv.lock && return 0
  say "Python packages (.venv)"
  "$UV" sync --frozen --quiet --python "$PYTHON" >&2
  mark python pyproject.toml uv.lock
}

set_up_emulator() {
  files="tools/emulator/pyproject.toml tools/emulator/uv.lock"
  [ -x tools/emulator/.venv/bin/ministack ] && fresh emulator $files && return 0
  say "AWS emulator (tools/emulator/.venv)"
  "$UV" sync --frozen --quiet --python "$PYTHON" --project tools/emulator >&2
  mark emulator $files
}

set_up_node() {
  [ -x node_modules/.bin/cdk ] && fresh node package.json package-lock.json && return 0
  command -v node >/dev/null 2>&1 || fail "Node is missing: install Node 20 or newer (with npm)"
  command -v npm >/dev/null 2>&1 || fail "npm is missing: install it with Node"
  say "CDK command line (node_modules)"
  npm ci --ignore-scripts --loglevel=error >/dev/null
  mark node package.json package-lock.json
}

PYTHON=$(find_python) || fail "no Python 3.13 found: install it, or name it: KROOST_PYTHON=/path/to/python3.13 make run"
mkdir -p "$STAMPS" .tools/bin build
# An empty or read-only HOME must not matter: caches that cannot stand there stand here.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$PWD/.tools/home"
  mkdir -p "$HOME"
fi
export UV_PYTHON_DOWNLOADS=never
unset VIRTUAL_ENV UV_PROJECT_ENVIRONMENT PYTHONHOME 2>/dev/null || true
UV=$(find_uv) || { install_uv; UV=$PWD/.tools/uv-venv/bin/uv; }
case $UV in /*) ;; *) UV=$PWD/$UV ;; esac
ln -sf "$UV" .tools/bin/uv

for part in ${*:-python node emulator}; do
  case $part in
    python) set_up_python ;;
    node) set_up_node ;;
    emulator) set_up_emulator ;;
    *) fail "unknown part: $part" ;;
  esac
done
