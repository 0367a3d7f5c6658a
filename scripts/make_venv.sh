#!/bin/sh
# Makes .venv with the first Python 3.11 or newer on this machine; leaves a good one alone. PYTHON=… chooses another.
set -eu

new_enough() {
    "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi

found=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then
        found=$candidate
        break
    fi
done
if [ -z "$found" ]; then
    cat >&2 <<MESSAGE
Comity needs Python 3.11 or newer; here 'python3' is: $(python3 --version 2>&1 || echo 'not installed').
On Debian 12 or newer and Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv
With a Python elsewhere: make PYTHON=/path/to/python3.12 run
MESSAGE
    exit 1
fi

# Debian ships the module that puts pip into a new environment as a package of its own.
if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    sh scripts/debian_packages.sh python3-venv || exit 1
fi
rm -rf .venv
"$found" -m venv .venv
