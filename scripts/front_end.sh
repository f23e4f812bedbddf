#!/bin/sh
# Builds the front-end with the machine's Node.js, or with one that comes as a Python wheel. Called by the Makefile.
set -eu
cd "$(dirname "$0")/.."

new_enough() { [ "$("$1" -p 'Number(process.versions.node.split(".")[0]) >= 20' 2>/dev/null)" = true ]; }

if ! { command -v npm >/dev/null && new_enough node; }; then
    if [ ! -x .venv/bin/npm ]; then
        echo "Fetching Node.js (no npm of version 20 or later on this machine) ..."
        .venv/bin/uv pip install --quiet --python .venv --require-hashes -r requirements/node.txt
    fi
    PATH="$PWD/.venv/bin:$PATH"
fi
echo "Building the front-end ..."
# No package's own scripts are run: what is installed is what the lock file names, and nothing else happens.
npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
npm run --silent build
