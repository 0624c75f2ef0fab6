#!/bin/sh
# Finds what only holds on one machine or one network: absolute paths of a person's disk, hosts of package registries.
# Lock files may name the registry that they were resolved from.
set -u
cd "$(dirname "$0")/.."

paths='(^|[^A-Za-z0-9_.$}~-])/(root|home|Users|farm)/[A-Za-z.]|(^|[^A-Za-z0-9_.$}~/-])/(work/(main|shared|brief)|tmp/[a-z])'
hosts='pypi[.]org|pythonhosted[.]org|registry[.]npmjs|npmjs[.]com|yarnpkg[.]com|deb[.]debian|crates[.]io|proxy[.]golang'

found=$(git grep -nIE "$paths|$hosts" -- . ':!uv.lock' ':!tools/emulator/uv.lock' ':!bench/external/uv.lock' ':!package-lock.json')
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
