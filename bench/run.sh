#!/usr/bin/env bash
# Measures the packaged gateway; see README.md. JAVA_HOME chooses the JVM.
#
#   mvn -DskipTests package && bench/run.sh          beside the baseline
#   mvn -DskipTests package && bench/run.sh video    under a thousand long calls
#   mvn -DskipTests package && bench/run.sh changes  while its configuration changes
#   bench/run.sh ledger                              what the ledger costs a create
set -euo pipefail
cd "$(dirname "$0")"
if [ "${1:-}" = ledger ]; then
  cd ..
  mvn -q -B test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat target/test-classpath)" \
    -Dlogging.level.root=warn org.postizgateway.ledger.CreateCost ${2:-}
fi
jar=$(find ../target -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' | head -1)
if [ -z "$jar" ]; then
  echo "No jar in target/. Run: mvn -DskipTests package" >&2
  exit 1
fi
mvn -q -B package
case ${1:-} in
  video) program=Video ;;
  changes) program=Changes ;;
  *) program=Bench ;;
esac
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'target/classes:target/lib/*' org.postizgateway.bench.$program "$jar"
