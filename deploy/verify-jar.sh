#!/usr/bin/env bash
# Holds the jar in target/ against what it says of itself: one executable jar of at most 70 MB, whose libraries are those of
# its bill of materials, and whose commit is the one that is checked out. With --reproducible it is built twice more from the committed state, and the two must be equal byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "$*" >&2
  exit 1
}

jars=(target/*.jar)
[ "${#jars[@]}" -eq 1 ] && unzip -p "${jars[0]}" META-INF/MANIFEST.MF | grep -q JarLauncher \
  || fail "target/ must hold one executable jar and no other, not: ${jars[*]}"

# Starters hold nothing but their dependencies, so Spring Boot leaves them out; its own tools it adds.
listed=$(unzip -p "${jars[0]}" META-INF/sbom/application.cdx.json \
  | sed -nE 's|.*"purl" : "pkg:maven/[^/"]*/([^@"]*)@([^?"]*)(\?[^"]*)?".*|\1-\2 \3|p' \
  | sed -E 's| .*classifier=([^&]*).*|-\1|; s| .*||' | grep -vE '^(spring-boot-starter(-|$)|postiz-mcp-gateway-)' | sort -u)
held=$(unzip -Z1 "${jars[0]}" 'BOOT-INF/lib/*.jar' | sed -E 's|.*/||; s|\.jar$||' \
  | grep -v '^spring-boot-jarmode-tools-' | sort -u)
difference=$(diff <(echo "$listed") <(echo "$held")) \
  || fail "The bill of materials (<) and the libraries in the jar (>) differ:"$'\n'"$difference"
[ "$(stat -c %s "${jars[0]}")" -le $((70 * 1024 * 1024)) ] || fail "The jar has more than 70 MB"
echo "${jars[0]}: $(echo "$held" | wc -l) libraries, all in its bill of materials"

# What Kafka needs is not among them, and comes in through lib/ of the configuration directory.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -ntp -q -f deploy/components/pom.xml package -DoutputDirectory="$work/with/lib"
mkdir "$work/without"
for directory in with without; do
  cp -r docs/customize/examples/kafka-topic/. "$work/$directory"
  java -jar "${jars[0]}" --check "$work/$directory" --review.brokers=127.0.0.1:9 >"$work/$directory.said" || true
done
grep -q 'There is no component kafka on board' "$work/without.said" && grep -q 'can serve' "$work/with.said" \
  || fail "A topic of Kafka is not refused without its jars, or is with them:"$'\n'"$(cat "$work"/*.said)"
echo "Kafka is not on board, and works from lib/"

if commit=$(git rev-parse HEAD 2>/dev/null); then
  unzip -p "${jars[0]}" BOOT-INF/classes/application.yaml | grep -q "commit: \"$commit\"" \
    || fail "The jar does not tell that it was built from $commit"
  echo "It tells that it was built from $commit"
fi

if [ "${1:-}" = --reproducible ]; then
  for copy in one two; do
    git clone -q . "$work/$copy"
    mvn -B -ntp -q -f "$work/$copy/pom.xml" package -Dmaven.test.skip=true
  done
  cmp "$work"/one/target/*.jar "$work"/two/target/*.jar || fail "Two builds of the same source differ"
  echo "Two builds of the same source are equal byte for byte"
fi
