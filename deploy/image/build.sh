#!/usr/bin/env bash
# Builds the Dockerfile with buildah, which needs no daemon.
#
#   build.sh [IMAGE] [OPTION…]   postiz-mcp-gateway:1.0.0 unless named otherwise; options of buildah, such as
#                                --build-arg RUNTIME=…@sha256:…
set -euo pipefail
cd "$(dirname "$0")/../.."
image=${1:-postiz-mcp-gateway:1.0.0}
# The time that the jar has, so that equal layers are equal over builds
timestamp=$(date -d "$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)" +%s)

# The format of Docker: that of the OCI has no HEALTHCHECK
buildah build --format docker --layers --timestamp "$timestamp" \
  --build-arg COMMIT="$(git describe --always --abbrev=40 --exclude='*' --dirty)" --tag "$image" "${@:2}" .
