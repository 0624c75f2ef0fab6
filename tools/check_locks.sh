#!/bin/sh
# Each lock is the one of its project file, and none names the address of a download for the CDK command line.
set -eu
cd "$(dirname "$0")/.."
.tools/bin/uv lock --check --offline --quiet || { echo "uv.lock: run make lock"; exit 1; }
.tools/bin/uv lock --check --offline --quiet --project tools/emulator || { echo "tools/emulator/uv.lock: run make lock"; exit 1; }
.tools/bin/uv lock --check --offline --quiet --project bench/external || { echo "bench/external/uv.lock: run make lock"; exit 1; }
if grep -n '"resolved"' package-lock.json; then echo "package-lock.json: written without .npmrc"; exit 1; fi
