#!/usr/bin/env bash
# Runs a built image as it is to be run, before the sandbox in a second container of it, and holds it against what is
# said of it. Ends with what is wrong, or with what it measured.
#
#   verify.sh [IMAGE]   postiz-mcp-gateway:1.0.0 unless named otherwise; needs podman and curl, and six free ports from
#                       PORT on (28080)
set -euo pipefail
image=${1:-postiz-mcp-gateway:1.0.0}
port=${PORT:-28080}
name=postiz-gateway-verified-$$
work=$(mktemp -d)
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
answer=$work/answer

end() {
  for container in "$name" "$name-sandbox" "$name-idle"; do
    podman rm --force --volumes --time 0 "$container" &>/dev/null || true
  done
  podman volume rm "$name" &>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

ok() {
  echo "ok    $*"
}

wrong() {
  echo "WRONG $*" >&2
  for container in $(podman ps --all --quiet --filter "name=$name"); do
    podman logs --tail 20 "$container" 2>&1 | sed "s/^/      /" >&2 || true
  done
  exit 1
}

# wait_for SECONDS WHAT COMMAND…
wait_for() {
  local until=$((SECONDS + $1)) what=$2
  until "${@:3}"; do
    [ $SECONDS -lt $until ] || wrong "after $1 s still not: $what"
    sleep 0.1
  done
}

# begun CONTAINER COMMAND…: as the command; ends it all when the container has ended
begun() {
  "${@:2}" || { [ "$(podman container inspect --format '{{.State.Running}}' "$1")" = true ] || wrong "$1 has ended"; false; }
}

# run CONTAINER OPTION…: with the rights that Compose and Kubernetes leave it; a cache that cannot be used is no start
run() {
  podman run --detach --name "$1" --network host --cap-drop all --security-opt no-new-privileges \
    --env JDK_JAVA_OPTIONS="-XX:AOTMode=on -Xlog:aot,gc:file=/tmp/jvm.log ${jvm:-}" \
    "${@:2}" "$image" >/dev/null 2>"$work/run" || wrong "it does not start: $(cat "$work/run")"
}

# tool NAME ARGUMENTS: calls it, and succeeds when the answer is a result
tool() {
  curl -s -o "$answer" -H "Authorization: Bearer sandbox-key" -H "Content-Type: application/json" \
    -H "Accept: application/json, text/event-stream" "http://127.0.0.1:$port/mcp" \
    --data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"$1\",\"arguments\":$2}}" \
    && grep -q '"result"' "$answer" && ! grep -q '"isError":true' "$answer"
}

is_running() {
  curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$((port + 1))/ops/calls?state=running" | grep -q "\"$1\""
}

# readiness STATUS
readiness() {
  [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:${2:-$((port + 1))}/actuator/health/readiness")" = "$1" ]
}

inspect() {
  podman image inspect --format "$1" "$image"
}

for label in io.modelcontextprotocol.server.name org.opencontainers.image.{title,description,licenses,version,revision,base.name}; do
  value=$(inspect "{{index .Labels \"$label\"}}")
  [ -n "$value" ] || wrong "the label $label is missing"
  ok "label $label: $value"
done
[ "$(inspect '{{.Config.User}}')" = 10001 ] || wrong "its user is not 10001"

for used in $(seq "$port" $((port + 5))); do
  ! (: <"/dev/tcp/127.0.0.1/$used") 2>/dev/null || wrong "port $used is in use; PORT=… chooses others"
done

# Not read-only, so that what it writes shows
jvm=-Xlog:class+load:file=/tmp/classes.log run "$name-sandbox" --env SPRING_PROFILES_ACTIVE=sandbox --env SANDBOX_PORT=$((port + 2)) --env SANDBOX_IMAGE_DURATION=10s \
  --env GATEWAY_PORT=$((port + 3)) --env OPS_PORT=$((port + 4))
wait_for 300 "the sandbox is ready" begun "$name-sandbox" readiness 200 $((port + 4))

launched=$(date +%s%N)
# With the collector of the image; the sandbox above has that which Java chooses
jvm=$(podman image inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$image" | sed -n 's/^JDK_JAVA_OPTIONS=//p') \
  run "$name" --read-only --tmpfs /tmp --volume "$name:/data" --memory 1g --env POSTIZ_URL="http://127.0.0.1:$((port + 2))" \
  --env GATEWAY_PORT="$port" --env OPS_PORT=$((port + 1)) --env OPS_TOKEN="$token" --env GATEWAY_TOOLSETS=all
wait_for 300 "the first call is answered" begun "$name" tool integrationList '{}'
first=$((($(date +%s%N) - launched) / 1000000))
processor=$(podman exec "$name" cat /proc/1/stat | awk -v tick="$(getconf CLK_TCK)" '{printf "%.1f", ($14 + $15) / tick}')
ok "read-only, with 1 GB and no capability: the first call is answered"

[ "$(podman exec "$name" id -u):$(podman exec "$name" id -g)" = 10001:10001 ] || wrong "it does not run as 10001:10001"
[ "$(podman exec "$name" sed -n 's/^CapEff:\t//p' /proc/1/status)" = 0000000000000000 ] || wrong "it has capabilities"
ok "runs as 10001:10001"

for container in "$name" "$name-sandbox"; do
  podman exec "$container" grep -q 'Using AOT-linked classes: true' /tmp/jvm.log || wrong "what the cache has linked is not used"
  ok "runs from the cache, with the collector $(podman exec "$container" sed -n 's/.*\[gc\] Using //p' /tmp/jvm.log)"
done
shared=$(podman exec "$name-sandbox" grep -c 'source: shared objects file' /tmp/classes.log || true)
all=$(podman exec "$name-sandbox" grep -c 'source: ' /tmp/classes.log)
[ $((shared * 10)) -gt $((all * 8)) ] || wrong "of $all classes only $shared are from the cache"
ok "$shared of $all classes are from the cache"

healthy() {
  podman healthcheck run "$1" &>/dev/null
}

wait_for 60 "HEALTHCHECK finds it well" healthy "$name"
podman run --detach --name "$name-idle" --network host --env OPS_PORT=$((port + 5)) --entrypoint sleep "$image" 600 >/dev/null 2>&1
! healthy "$name-idle" || wrong "HEALTHCHECK finds a container well in which nothing answers"
ok "HEALTHCHECK tells a gateway that is well from one that is not"

tool generateImageTool '{"prompt": "Before it stops"}' &
call=$!
wait_for 30 "an image is being made" is_running generateImageTool
podman kill --signal TERM "$name" >/dev/null
wait_for 5 "it says that it stops" readiness 503
wait $call || wrong "the call that ran is not answered: $(cat "$answer")"
code=$(timeout 60 podman wait "$name") || wrong "it does not end"
[ "$code" = 143 ] || wrong "it ends with $code"
ok "SIGTERM: what ran was answered, then it ended"
! podman logs "$name" 2>&1 | grep -i 'read-only file system' || wrong "it wants to write elsewhere"

written=$(podman diff "$name-sandbox" | grep -vE '^[AC] /(data|tmp)(/|$)|^[AC] /(etc|run|run/.containerenv)$' || true)
[ -z "$written" ] || wrong "it wrote elsewhere than to /data and /tmp: $written"
ok "writes to /data and /tmp alone"

inside() {
  podman exec "$name-idle" bash -c "$1"
}
[ -z "$(inside 'find / -xdev -type f -perm /6000 2>/dev/null')" ] || wrong "there are programs that run as another user"
ok "no program lends rights (setuid, setgid)"
programs=$(inside 'for d in ${PATH//:/ }; do [ -L "$d" ] || ls "$d" 2>/dev/null; done' | sort -u)
for program in curl wget nc ssh gpg git gcc javac mvn python3; do
  ! grep -qx "$program" <<<"$programs" || wrong "$program is inside"
done
ok "$(wc -l <<<"$programs") programs inside, among them: $(grep -xE '(ba|da|)sh|perl|apt-get|dpkg|mount|su|tar|trust|java|keytool|jfr' <<<"$programs" | xargs)"

echo "launch to the first answer: $first ms, $processor s of processor time"
echo "size: $(inspect '{{.Size}}') bytes; compressed, by layer:"
podman push --quiet --compress "$image" "dir:$work/pushed"
paste <(tr -d ' \n' <"$work/pushed/manifest.json" | sed 's/.*"layers"://' | grep -o '"size":[0-9]*' | cut -d: -f2) \
  <(inspect '{{range .History}}{{if not .EmptyLayer}}{{.CreatedBy}}{{"\n"}}{{end}}{{end}}' | grep . | cut -c1-100)
