#!/usr/bin/env bash
# Packs the bundle for Claude Desktop and other clients that take .mcpb files: a local process that leads to a gateway,
# with a form for its address and the key. Needs Node.js 20.18.1 or newer.
#
#   pack.sh FILE.mcpb
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundle=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm ci --silent --no-audit --no-fund --prefix "$here"
cp "$here"/{manifest.json,package.json,package-lock.json,.npmrc} "$here/../../../LICENSE" "$work"
npm ci --silent --no-audit --no-fund --omit=dev --prefix "$work"
"$here/node_modules/.bin/mcpb" pack "$work" "$bundle"
