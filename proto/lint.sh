#!/usr/bin/env bash
# Lints the contracts with the version of buf that package-lock.json pins.
set -euo pipefail
cd "$(dirname "$0")"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules
fi
exec npx --no-install buf lint
