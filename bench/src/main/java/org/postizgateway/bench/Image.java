package org.postizgateway.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The gateway as an image has it.
 *
 * @param jar beside it are {@code lib} and, if there is one, {@code gateway.aot}
 * @param jvm the flags of the Dockerfile, as far as there is a cache that they can name, and those of
 *     {@code BENCH_GATEWAY_JVM}
 */
record Image(Path jar, List<String> jvm) {

    private static final Pattern FLAG = Pattern.compile("-X[^\" ]*");

    static Image of(Path directory, Path dockerfile) throws Exception {
        List<String> flags = new ArrayList<>();
        String instructions = Files.readString(dockerfile).replace("\\\n", " ");
        for (String line : instructions.lines().toList()) {
            if (line.startsWith("ENTRYPOINT") || line.startsWith("ENV JDK_JAVA_OPTIONS")) {
                FLAG.matcher(line).results().map(MatchResult::group).forEach(flags::add);
            }
        }
        if (!Files.exists(directory.resolve("gateway.aot"))) {
            flags.removeIf(flag -> flag.startsWith("-XX:AOTCache"));
        }
        flags.addAll(Bench.more());
        return new Image(directory.resolve("gateway.jar"), flags);
    }

    Server start(String postiz, Map<String, String> settings) throws Exception {
        return Server.gateway(jar, jvm, postiz, settings);
    }
}
