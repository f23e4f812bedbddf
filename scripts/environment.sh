#!/bin/sh
# Makes .venv with a Python that fits, and puts the installer into it. Called by the Makefile.
# usage: scripts/environment.sh [PYTHON]
set -eu
cd "$(dirname "$0")/.."

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

python=
for candidate in "${1:-python3}" python3.13 python3.12 python3.11; do
    if fits "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "Python 3.11, 3.12 or 3.13 is needed; ${1:-python3} is $("${1:-python3}" --version 2>&1 | tail -n 1)." >&2
    echo "Install one, or say where it is: make run PYTHON=/path/to/python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "This Python cannot make environments yet. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
fi

if [ -e .venv ] && ! fits .venv/bin/python; then rm -rf .venv; fi
if [ ! -e .venv/bin/uv ]; then
    echo "Making .venv with $("$python" --version) ..."
    "$python" -m venv .venv
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: -r requirements/uv.txt
fi
