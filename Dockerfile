# The gateway on a JDK 25 runtime. Mount routes/ and kamelets/ that are to win over those in the jar at
# /etc/postiz-gateway, and something that stays at /data unless the ledger is in PostgreSQL.

# Pinned with --build-arg RUNTIME=eclipse-temurin:25-jre@sha256:…, likewise MAVEN; deploy/README.md
# tells where the digests come from and when to renew them. The cache is good for the runtime that it was trained in alone.
ARG MAVEN=maven:3-eclipse-temurin-25
ARG RUNTIME=eclipse-temurin:25-jre

FROM ${MAVEN} AS build
WORKDIR /src
COPY pom.xml .
RUN mvn -B -ntp dependency:go-offline
COPY routes routes
COPY kamelets kamelets
COPY src/main src/main
# What /actuator/info tells; the sources here come without their history: --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT=unknown
RUN mvn -B -ntp package -Dmaven.test.skip=true -Dgit.commit.id="$COMMIT" \
    && java -Djarmode=tools -jar target/postiz-mcp-gateway-*.jar extract --destination /app \
    && mv /app/postiz-mcp-gateway-*.jar /app/gateway.jar

# What a start loads and links, and how calls run, is learned once, in the JRE that it serves; see deploy/image/train.sh.
FROM ${RUNTIME} AS trained
RUN apt-get update && apt-get install -y --no-install-recommends curl
WORKDIR /app
COPY --from=build /app/lib lib
COPY --from=build /app/gateway.jar .
COPY deploy/image/train.sh deploy/image/calls.jsonl /image/
RUN /image/train.sh /app

FROM ${RUNTIME}
# The name in the MCP Registry, deploy/catalogues/mcp-registry
LABEL io.modelcontextprotocol.server.name="org.postizgateway/postiz-mcp-gateway" \
    org.opencontainers.image.title="Postiz MCP Gateway" \
    org.opencontainers.image.description="MCP server for Postiz built from Apache Camel routes and Kamelets" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="1.0.0"
RUN groupadd --gid 10001 gateway \
    && useradd --uid 10001 --gid gateway --no-create-home --shell /usr/sbin/nologin gateway \
    && mkdir -p /data /etc/postiz-gateway \
    && chown gateway:gateway /data \
    # Nothing here is to lend the rights of root
    && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
WORKDIR /app
COPY --from=build /app/lib lib
COPY --from=build /app/gateway.jar .
COPY --from=trained /app/gateway.aot .
COPY deploy/image/compiler.json .
USER 10001
# A container is reached from outside; what is open on the operators' port is its health.
ENV GATEWAY_ADDRESS=0.0.0.0 \
    OPS_ADDRESS=0.0.0.0 \
    GATEWAY_CONFIG_DIR=/etc/postiz-gateway \
    GATEWAY_DATA_DIR=/data
VOLUME /data
EXPOSE 8080 8081
# By bash, which comes with the base: curl and wget do not, and a JVM takes longer to start than an answer may take.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${OPS_PORT:-8081} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ARG COMMIT=unknown
ARG RUNTIME
LABEL org.opencontainers.image.revision="${COMMIT}" \
    org.opencontainers.image.base.name="${RUNTIME}"
# The flags that one's own JDK_JAVA_OPTIONS takes the place of. Measured by bench/run.sh image and cold: the serial collector, with a
# heap that begins with 192 MB, takes a third of the memory that G1 takes on a large machine (430 MB, 150 of them the cache, for
# 1.2 GB) and serves no fewer calls on two cores. For many cores and a heap of gigabytes: -XX:+UseG1GC
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xms192m -XX:NewSize=80m"
# A cache that does not fit, as with ZGC or -Xmx32g, is left aside. Compressed pointers are asked for so that 75 % of a large
# machine is no more heap than they can address: the cache has them. A gateway without memory ends, and is started again: it would
# go on with some of its threads gone, the one of the front door among them. compiler.json says what is not worth compiling twice,
# which saves a tenth of a start; the JVM takes such a file as a diagnostic option only.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompressedOops", "-XX:AOTCache=gateway.aot", \
    "-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=compiler.json", "-XX:CompileCommand=quiet", "-jar", "gateway.jar"]
