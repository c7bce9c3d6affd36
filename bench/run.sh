#!/usr/bin/env bash
# Measures the packaged gateway beside the baseline; see README.md. JAVA_HOME chooses the JVM.
#
#   mvn -DskipTests package && bench/run.sh
set -euo pipefail
cd "$(dirname "$0")"
jar=$(find ../target -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' | head -1)
if [ -z "$jar" ]; then
  echo "No jar in target/. Run: mvn -DskipTests package" >&2
  exit 1
fi
mvn -q -B package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'target/classes:target/lib/*' org.postizgateway.bench.Bench "$jar"
