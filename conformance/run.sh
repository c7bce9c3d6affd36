#!/usr/bin/env bash
# Runs the official MCP conformance suite against the packaged gateway with the routes of this folder, at both wire
# protocols. Fails when a required check fails or warns. Writes RESULTS.md; with --verify, fails when it differs from
# the one in the repository.
#
#   mvn -DskipTests package && conformance/run.sh [--verify]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib/gateway.sh"

work=$(mktemp -d)
trap 'stop_gateway; rm -rf "$work"' EXIT

use_modern_node "$here"
npm ci --silent --no-audit --no-fund --prefix "$here"
jar=$(packaged_jar "$here/..")
log=${CONFORMANCE_LOG:-$work/gateway.log}
start_on_conformance_routes "$here" "$jar" "$log" "$work"

for revision in 2025-11-25 2026-07-28; do
  # The exit code tells of required failures only; results.mjs looks at every check.
  "$here/node_modules/.bin/conformance" server --url "http://localhost:$GATEWAY_PORT/mcp" \
    --requirements "$revision" --output-dir "$work/$revision" >"$work/$revision.log" 2>&1 || true
done

if ! node "$here/results.mjs" "$work" "$@"; then
  if [ -n "${CONFORMANCE_LOG:-}" ]; then
    echo "The gateway's log is in $log" >&2
  else
    echo "The gateway's log is kept when CONFORMANCE_LOG names a file" >&2
  fi
  exit 1
fi
