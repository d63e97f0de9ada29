#!/usr/bin/env bash
# Has the statements that are sent to Snowflake parsed by the parsers that package-lock.json pins.
set -euo pipefail
cd "$(dirname "$0")"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules
fi
exec node check.mjs "$@"
