#!/usr/bin/env bash
# Measures the packaged gateway; see README.md. JAVA_HOME chooses the JVM.
#
#   mvn -DskipTests package && bench/run.sh          beside the baseline
#   mvn -DskipTests package && bench/run.sh image    laid out as in the image, beside the official TypeScript server too
#   mvn -DskipTests package && bench/run.sh video    under a thousand long calls and five thousand open streams
#   mvn -DskipTests package && bench/run.sh changes  while its configuration changes
#   mvn -DskipTests package && bench/run.sh cold     its start and first thousand calls, laid out as in the image
#   mvn -DskipTests package && bench/run.sh cached   with what was read kept, beside without
#   mvn -DskipTests package && bench/run.sh flat     with a thousand callers, and with five hundred tools
#   bench/run.sh ledger                              what the ledger costs a create
#   bench/run.sh creates                             creates, a hundred posts in one, and of many callers at once
#   bench/run.sh limits                              what a limit for all replicas costs a call
#   bench/run.sh day [MINUTES]                       a working day of 200 organizations
#   bench/run.sh letters                             the console's pages over 100,000 dead letters
set -euo pipefail
cd "$(dirname "$0")"
case ${1:-} in
  ledger) measured=org.postizgateway.ledger.cost.CreateCost ;;
  creates) measured=org.postizgateway.acceptance.CreatesTime ;;
  limits) measured=org.postizgateway.ledger.limit.LimitCost ;;
  day) measured=org.postizgateway.acceptance.day.Day ;;
  letters) measured=org.postizgateway.console.letter.LetterPagesTime ;;
  *) measured= ;;
esac
if [ -n "$measured" ]; then
  cd ..
  mvn -q -B test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/test-classpath)" \
    -Dlogging.level.root=warn ${BENCH_JVM:-} $measured "${@:2}"
fi
jar=$(find ../target -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' 2>/dev/null | head -1 || true)
if [ -z "$jar" ]; then
  echo "No jar in target/. Run: mvn -DskipTests package" >&2
  exit 1
fi
mvn -q -B package
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
bench() {
  local program=$1
  shift
  exec "$java" -cp 'target/classes:target/lib/*' "org.postizgateway.bench.$program" "$@"
}

# Lays the jar out as the Dockerfile does, with an ahead-of-time cache where the JVM has such a thing.
image() {
  local version
  version=$("$java" -version 2>&1 | head -1)
  if [ "$(cat target/image/of 2>/dev/null)" != "$version $(sha256sum <"$jar")" ]; then
    rm -rf target/image
    "$java" -Djarmode=tools -jar "$jar" extract --destination target/image >/dev/null
    mv target/image/postiz-mcp-gateway-*.jar target/image/gateway.jar
    if "$java" -XX:AOTMode=auto -version >/dev/null 2>&1; then
      ../deploy/image/train.sh "$PWD/target/image" >/dev/null
    fi
    echo "$version $(sha256sum <"$jar")" >target/image/of
  fi
  cp ../deploy/image/compiler.json target/image/
}

# A program of an image: its directory, the flags of the Dockerfile, and the official TypeScript server.
beside_typescript() {
  image
  if command -v node >/dev/null; then
    npm ci --silent --no-audit --no-fund --prefix typescript
    bench "$1" target/image ../Dockerfile node "$PWD/typescript/server.mjs"
  else
    echo "No node: without the official TypeScript server" >&2
    bench "$1" target/image ../Dockerfile
  fi
}

case ${1:-} in
  cold) beside_typescript Cold ;;
  image) beside_typescript Bench ;;
  video)
    image
    bench Video target/image ../Dockerfile
    ;;
  changes) bench Changes "$jar" ;;
  cached) bench Cached "$jar" ;;
  flat) bench Flat "$jar" ;;
  '') bench Bench "$jar" ;;
  *)
    echo "Unknown: $1. See the head of $0" >&2
    exit 2
    ;;
esac
