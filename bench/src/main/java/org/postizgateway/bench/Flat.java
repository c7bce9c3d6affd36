package org.postizgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a call costs the same for one caller among a thousand, and for one tool among five hundred:
 * {@code integrationList}, beside the same gateway with one caller, and one without further tools.
 *
 * <p>Argument: the gateway's jar.
 */
public final class Flat {

    private static final int CALLERS = 1_000;
    private static final int TOOLS = 500;
    private static final String TOOL =
            """
            - route:
                id: furtherTool%1$d
                from:
                  uri: ai-tool:furtherTool%1$d
                  parameters:
                    description: Further tool %1$d
                    tags: postiz,core
                    readOnlyHint: true
                    parameter.text: string
                  steps:
                    - setBody:
                        simple: "${header.text}"
            """;

    private Flat() {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Server postiz = Server.ofClass(StubPostiz.class, Bench.JVM);
                Server one = gateway(jar, postiz, Map.of());
                Server many = gateway(jar, postiz, Map.of("GATEWAY_CONFIG_DIR", tools()))) {
            System.out.println("Java " + System.getProperty("java.version"));
            Server thousand = new Server("1,000 callers", one.process(), one.port(), one.opsPort());
            Server tools = new Server("500 tools", many.process(), many.port(), many.opsPort());
            Map<Server, Load.Call> targets = new LinkedHashMap<>();
            targets.put(one, Bench.TOOL_CALL);
            targets.put(thousand, Bench.TOOL_CALL.by(CALLERS));
            targets.put(tools, Bench.TOOL_CALL);
            for (Map.Entry<Server, Load.Call> target : targets.entrySet()) {
                try (Load load = new Load(vertx, target.getKey().port(), 50, target.getValue())) {
                    Bench.warmUp(load);
                }
            }
            for (int connections : List.of(50, 1)) {
                System.out.printf("%n%d connection(s)%n", connections);
                Map<Server, List<Result>> results = Bench.rounds(vertx, connections, targets);
                results.forEach(Bench::print);
                Bench.printRatios(thousand, one, results);
                Bench.printRatios(tools, one, results);
            }
        } finally {
            vertx.close();
        }
    }

    /** One that lets so many callers in at once whom it does not know. */
    private static Server gateway(Path jar, Server postiz, Map<String, String> settings)
            throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("GATEWAY_KEY_CACHE_ADDRESS_CHECKS_PER_SECOND", Server.UNTHROTTLED);
        all.put("GATEWAY_KEY_CACHE_CHECKS_PER_SECOND", Server.UNTHROTTLED);
        return Server.gateway(jar, Bench.gatewayJvm(), "http://127.0.0.1:" + postiz.port(), all);
    }

    /** A directory with further tools: more than thirty are there without it. */
    private static String tools() throws IOException {
        Path directory = Files.createTempDirectory("bench-tools");
        Path tools = Files.createDirectories(directory.resolve("routes/tools"));
        for (int tool = 0; tool < TOOLS; tool++) {
            Files.writeString(
                    tools.resolve("furtherTool" + tool + ".yaml"), TOOL.formatted(tool));
        }
        return directory.toString();
    }
}
