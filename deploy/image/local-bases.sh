#!/usr/bin/env bash
# Makes stand-ins for the bases of the Dockerfile, under their names, where no registry of images is reached: Debian
# with what the bases have of programs, a runtime linked from a JDK 25 of this machine, and Maven from Maven Central.
# To try the Dockerfile with, not to publish what comes of it: the certificate authorities that this machine trusts come along.
#
#   local-bases.sh JDK_HOME [MIRROR]   needs root, buildah, debootstrap and Maven; MIRROR of Debian, where it is another
set -euo pipefail
jdk=${1:?the home of a JDK 25 is wanted: local-bases.sh JDK_HOME [MIRROR]}
mirror=${2:-}
maven=3.9.11
[ "$("$jdk/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')" = 25 ] || { echo "$jdk is no JDK 25" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}

# What the runtime of Temurin consists of
modules=java.se,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.dynalink,jdk.hotspot.agent
modules+=,jdk.httpserver,jdk.incubator.vector,jdk.jdwp.agent,jdk.jfr,jdk.jsobject,jdk.localedata,jdk.management
modules+=,jdk.management.agent,jdk.naming.dns,jdk.naming.rmi,jdk.net,jdk.nio.mapmode,jdk.sctp,jdk.security.auth
modules+=,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs

# base NAME DIRECTORY: the Debian in $work/debian with this Java
base() {
  local container
  container=$(buildah from scratch)
  buildah add -q "$container" "$work/debian" / >/dev/null
  buildah add -q "$container" "$2" /opt/java/openjdk >/dev/null
  buildah run "$container" -- /opt/java/openjdk/bin/java -XX:-UsePerfData -Xshare:dump >/dev/null
  buildah config --env JAVA_HOME=/opt/java/openjdk --env LANG=en_US.UTF-8 \
    --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  if [ -n "${3:-}" ]; then
    buildah add -q "$container" "$3" /usr/share/maven >/dev/null
    buildah run "$container" -- ln -s /usr/share/maven/bin/mvn /usr/bin/mvn
  fi
  buildah commit -q --rm "$container" "$1" >/dev/null
  echo "$1"
}

debootstrap --variant=minbase --include=ca-certificates,fontconfig,locales,p11-kit,tzdata bookworm "$work/debian" ${mirror:+"$mirror"} >"$work/log" \
  || { cat "$work/log" >&2; exit 1; }
echo 'en_US.UTF-8 UTF-8' >"$work/debian/etc/locale.gen"
chroot "$work/debian" locale-gen >/dev/null
cp -r /usr/local/share/ca-certificates/. "$work/debian/usr/local/share/ca-certificates/"
chroot "$work/debian" update-ca-certificates >/dev/null
rm -rf "$work"/debian/var/cache/apt/archives/*.deb "$work"/debian/var/lib/apt/lists/*

"$jdk/bin/jlink" --add-modules "$modules" --output "$work/jre"
base eclipse-temurin:25-jre "$work/jre"

cp -rL "$jdk" "$work/jdk"
archive=apache-maven-$maven-bin.tar.gz
mvn -B -ntp -q dependency:copy -Dartifact="org.apache.maven:apache-maven:$maven:tar.gz:bin" -DoutputDirectory="$work"
tar -xzf "$work/$archive" -C "$work"
base maven:3-eclipse-temurin-25 "$work/jdk" "$work/apache-maven-$maven"
