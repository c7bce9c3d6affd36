# Functions to install Node and a browser, to start the packaged gateway on free ports and to stop it. Sourced, not run.

# Puts a Node of version 22.19 or newer first on the PATH: the machine's own, else the pinned npm package "node".
use_modern_node() {
  local dir=$1
  if ! node -e 'const [major, minor] = process.versions.node.split(".");
    process.exit(major > 22 || (major == 22 && minor >= 19) ? 0 : 1)'; then
    npm install --silent --no-save --no-audit --no-fund --prefix "$dir/.node" node@24.21.0
    PATH="$dir/.node/node_modules/.bin:$PATH"
  fi
}

# Sets CHROMIUM to a browser that starts: the one it names, the machine's own, or one from npm (Linux on x64) unpacked
# into the directory TMP. Leaves it empty when there is none.
use_chromium() {
  local dir=$1 tmp=$2
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  if [ -z "$CHROMIUM" ] && [ "$(uname -sm)" = "Linux x86_64" ]; then
    npm install --silent --no-save --no-audit --no-fund --prefix "$dir/.chromium" @sparticuz/chromium@153.0.0 || true
    CHROMIUM=$(cd "$dir/.chromium" && TMPDIR=$tmp node --input-type=module -e \
      'import chromium from "@sparticuz/chromium"; console.log(await chromium.executablePath())') || true
  fi
  if [ -n "$CHROMIUM" ] && ! "$CHROMIUM" --version >/dev/null 2>&1; then
    CHROMIUM=
  fi
  export CHROMIUM
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close(); })'
}

# The jar that "mvn package" left.
packaged_jar() {
  local jar
  for jar in "$1"/target/*.jar; do
    case $jar in *-sources.jar | *-javadoc.jar | *.original) ;; *)
      if [ -f "$jar" ]; then
        echo "$jar"
        return
      fi
      ;;
    esac
  done
  echo "No jar in target/. Run: mvn -DskipTests package" >&2
  return 1
}

# start_gateway JAR LOG [NAME=VALUE...]: sets GATEWAY_PID and GATEWAY_PORT and returns when the door /mcp is open.
start_gateway() {
  local jar=$1 log=$2 second
  shift 2
  GATEWAY_PORT=$(free_port)
  env GATEWAY_PORT="$GATEWAY_PORT" OPS_PORT="$(free_port)" "$@" java -jar "$jar" >"$log" 2>&1 &
  GATEWAY_PID=$!
  for ((second = 0; second < 120; second++)); do
    # 200 without authentication, 401 with; before the routes are up it is 404.
    case $(curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' \
      -d '{"jsonrpc":"2.0","id":1,"method":"ping"}' "http://127.0.0.1:$GATEWAY_PORT/mcp") in
      200 | 401) return ;;
    esac
    if ! kill -0 "$GATEWAY_PID" 2>/dev/null; then
      break
    fi
    sleep 1
  done
  echo "The gateway did not start. The end of its log:" >&2
  tail -40 "$log" >&2
  return 1
}

# start_on_conformance_routes HERE JAR LOG WORK: the gateway with the routes of the folder HERE over its own.
start_on_conformance_routes() {
  start_gateway "$2" "$3" \
    GATEWAY_CONFIG_DIR="$1" \
    GATEWAY_DOORS_WITHOUT_AUTHENTICATION=door-conformance \
    GATEWAY_DATA_DIR="$4/data" \
    LEDGER_URL="jdbc:h2:mem:conformance;DB_CLOSE_DELAY=-1"
}

stop_gateway() {
  if [ -n "${GATEWAY_PID:-}" ]; then
    kill "$GATEWAY_PID" 2>/dev/null || true
    wait "$GATEWAY_PID" 2>/dev/null || true
    GATEWAY_PID=
  fi
}
