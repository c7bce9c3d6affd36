#!/usr/bin/env bash
# Drives the packaged product, with its embedded Postiz, through real clients from npm: the official TypeScript client
# in both lines, the Inspector's command line and mcp-remote, on every door; with OAuth when there is a Chromium
# (CHROMIUM names it, else the machine's, else one from npm), before an older and a newer Postiz. The TypeScript client and
# the Inspector try the product's resources and prompts (offer.mjs), and the TypeScript client on the conformance routes
# what the product does not use. What the README tells people to paste is tried as it stands there, and the bundle
# for Claude Desktop is packed, unpacked and started.
#
#   mvn -DskipTests package && conformance/clients/run.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/gateway.sh"

work=$(mktemp -d)
trap 'stop_gateway; rm -rf "$work"' EXIT

use_modern_node "$here/.."
use_chromium "$here/.." "$work"
npm ci --silent --no-audit --no-fund --prefix "$here"
jar=$(packaged_jar "$here/../..")
log=${CONFORMANCE_LOG:-$work/gateway.log}
start_gateway "$jar" "$log" \
  SPRING_PROFILES_ACTIVE=sandbox \
  SANDBOX_PORT="$(free_port)" \
  SANDBOX_VIDEO_DURATION=12s \
  GATEWAY_DATA_DIR="$work/data" \
  LEDGER_URL="jdbc:h2:mem:clients;DB_CLOSE_DELAY=-1"
failed=0
GATEWAY_URL="http://localhost:$GATEWAY_PORT" node "$here/all.mjs" || failed=1
GATEWAY_URL="http://localhost:$GATEWAY_PORT" node "$here/readme.mjs" || failed=1
GATEWAY_URL="http://localhost:$GATEWAY_PORT" node "$here/offer.mjs" || failed=1
"$here/../../deploy/catalogues/mcpb/pack.sh" "$work/gateway.mcpb" >"$work/packed" || { cat "$work/packed"; failed=1; }
GATEWAY_URL="http://localhost:$GATEWAY_PORT" node "$here/bundle.mjs" "$work/gateway.mcpb" || failed=1
stop_gateway

# In front of a newer Postiz, which signs people in elsewhere: one client on each door.
start_gateway "$jar" "$log" \
  SPRING_PROFILES_ACTIVE=sandbox \
  SANDBOX_POSTIZ=2026-11 \
  SANDBOX_PORT="$(free_port)" \
  GATEWAY_DATA_DIR="$work/newer" \
  LEDGER_URL="jdbc:h2:mem:newer;DB_CLOSE_DELAY=-1"
GATEWAY_URL="http://localhost:$GATEWAY_PORT" CLIENT="TypeScript 1.x" node "$here/all.mjs" || failed=1
stop_gateway

start_on_conformance_routes "$here/.." "$jar" "$log" "$work"
GATEWAY_URL="http://localhost:$GATEWAY_PORT" node "$here/features.mjs" || failed=1
exit "$failed"
