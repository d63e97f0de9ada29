#!/usr/bin/env bash
# Renders the overlays and holds them to the schemas of Kubernetes, to each other, to the services' settings and rules,
# with the tools that package-lock.json pins.
set -euo pipefail
cd "$(dirname "$0")"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules
fi
exec node --test "$@"
