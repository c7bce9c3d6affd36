#!/usr/bin/env bash
# Trains the ahead-of-time cache of a JDK 25 or newer: runs the gateway before its sandbox, makes every call of
# calls.jsonl at two doors, over and over, and ends it in order. What was loaded, linked and profiled on the way is in
# gateway.aot then, and need not be done again at each start.
#
#   train.sh DIRECTORY [ROUNDS]   DIRECTORY has gateway.jar and lib/; JAVA_HOME chooses the JVM, which must be the one
#                                 that is to use the cache
set -euo pipefail
command -v curl >/dev/null || { echo "train.sh: the calls are made with curl, which is not installed" >&2; exit 1; }
calls=$(cd "$(dirname "$0")" && pwd)/calls.jsonl
cd "$1"
rounds=${2:-100}
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export SPRING_PROFILES_ACTIVE=sandbox SANDBOX_PORT=18082 SANDBOX_IMAGE_DURATION=1ms SANDBOX_VIDEO_DURATION=1ms
export GATEWAY_PORT=18080 GATEWAY_TOOLSETS=core,posts,insight,media GATEWAY_DATA_DIR=$work/data OPS_PORT=18081 OPS_TOKEN=token-of-the-training
# As an image is configured, from an empty directory, and with no caller held back for its haste
mkdir "$work/configuration"
export GATEWAY_CONFIG_DIR=$work/configuration POLICIES_THROTTLE_CALLER_PER_SECOND=100000 POLICIES_THROTTLE_ALL_PER_SECOND=100000

# The gateway's own word for why it ended; else all that was said. A cache of it would be of no use.
failed() {
  local why
  why=$(sed -n '/^Description:/{n;n;p;q}' "$work/log")
  if [ -n "$why" ]; then echo "train.sh: the gateway ended: $why" >&2; else cat "$work/log" >&2; fi
  rm -f gateway.aot
  exit 1
}

# Collector and compressed pointers are not left to the size of this machine: a cache without them serves few others.
"$java" -XX:+UseG1GC -XX:+UseCompressedOops -XX:AOTCacheOutput=gateway.aot -jar gateway.jar >"$work/log" 2>&1 &
gateway=$!

for _ in $(seq 600); do
  curl -sf -o "$work/answer" http://127.0.0.1:18081/actuator/health/readiness && break
  kill -0 $gateway 2>/dev/null || failed
  sleep 0.5
done
for round in $(seq "$rounds"); do
  # One curl makes all calls of a round, each at both doors
  while read -r call; do
    call=${call//ROUND/$round}
    call=${call//SANDBOX/18082}
    for door in mcp mcp/sandbox-key; do
      printf 'next\nurl = "http://127.0.0.1:18080/%s"\nheader = "Authorization: Bearer sandbox-key"\n' "$door"
      printf 'header = "Content-Type: application/json"\nheader = "Accept: application/json, text/event-stream"\n'
      printf 'output = "%s/answer"\ndata = "%s"\n' "$work" \
        "$(sed 's/\\/\\\\/g; s/"/\\"/g' <<<"{\"jsonrpc\":\"2.0\",\"id\":$round,\"method\":\"tools/call\",\"params\":$call}")"
    done
  done <"$calls" >"$work/round"
  curl -s -K "$work/round"
done

# How many calls of which outcome
curl -sf -H "Authorization: Bearer $OPS_TOKEN" http://127.0.0.1:18081/actuator/prometheus \
  | sed -n 's/^mcp_tool_calls_seconds_count{\(.*\)} \(.*\)/\2 \1/p' | sort -k2

# Ended before? Then another one answered at its ports.
kill $gateway 2>/dev/null || failed
wait $gateway || true
[ -s gateway.aot ] || failed
