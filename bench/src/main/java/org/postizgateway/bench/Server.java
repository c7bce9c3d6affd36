package org.postizgateway.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process that serves HTTP on a port of this machine. */
record Server(String name, Process process, int port, int opsPort) implements AutoCloseable {

    static final String OPS_TOKEN = "operators-token-of-the-bench";

    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("total .*used (\\d+)K");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern CLASSES = Pattern.compile("java.cls.loadedClasses=(\\d+)");
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;
    private static final Duration TIME_TO_START = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String UNTHROTTLED = "1000000";

    /** Starts a class of this program that prints its port. */
    static Server ofClass(Class<?> main, List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java("java")));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return ofCommand(main.getSimpleName(), command);
    }

    /** Starts a program that prints its port. */
    static Server ofCommand(String name, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String port =
                new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
        if (port == null) {
            throw new IllegalStateException("It did not start: " + String.join(" ", command));
        }
        return new Server(name, process, Integer.parseInt(port), 0);
    }

    /** Starts a server of the official TypeScript SDK in front of a Postiz, by its command. */
    static Server typescript(List<String> command, String postiz) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add(postiz);
        return ofCommand("TypeScript", all);
    }

    /** Starts the packaged gateway in front of a Postiz and waits until it is ready. */
    static Server gateway(Path jar, List<String> jvm, String postiz) throws Exception {
        return gateway(jar, jvm, postiz, Map.of());
    }

    /**
     * @param jvm its flags; a path in them is relative to the directory of the jar
     * @param settings environment variables besides
     */
    static Server gateway(Path jar, List<String> jvm, String postiz, Map<String, String> settings)
            throws Exception {
        Path work = Files.createTempDirectory("bench");
        File log = work.resolve("gateway.log").toFile();
        int port = freePort();
        int opsPort = freePort();
        List<String> command = new ArrayList<>(List.of(java("java")));
        command.addAll(jvm);
        // As an image names it: an ahead-of-time cache holds the class path as it was given.
        command.addAll(List.of("-jar", jar.getFileName().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(jar.toAbsolutePath().getParent().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log);
        builder.environment()
                .putAll(
                        Map.of(
                                "GATEWAY_PORT", String.valueOf(port),
                                "OPS_PORT", String.valueOf(opsPort),
                                "POSTIZ_URL", postiz,
                                "POSTIZ_CONNECTIONS", "1000",
                                "MEDIA_CONCURRENCY", "1000",
                                "POLICIES_THROTTLE_CALLER_PER_SECOND", UNTHROTTLED,
                                "POLICIES_THROTTLE_ALL_PER_SECOND", UNTHROTTLED,
                                "POLICIES_CACHED_CHANNELS", "0s",
                                "OPS_TOKEN", OPS_TOKEN,
                                "GATEWAY_DATA_DIR", work.resolve("data").toString()));
        builder.environment().putAll(settings);
        Server server = new Server("Gateway", builder.start(), port, opsPort);
        URI readiness = URI.create("http://127.0.0.1:" + opsPort + "/actuator/health/readiness");
        long end = System.nanoTime() + TIME_TO_START.toNanos();
        while (System.nanoTime() < end) {
            if (answers(readiness)) {
                return server;
            }
            if (server.process().waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        server.close();
        throw new IllegalStateException("The gateway did not start; its log is " + log);
    }

    /** Memory of the process as the system sees it, in MB. */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return number(RSS, Files.readString(status)) / 1024;
    }

    /** Processor time the process has used, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Heap in use after a full collection, in MB. */
    long heapMegabytes() throws Exception {
        jcmd("GC.run");
        // A line for each part of the heap, or one for all of it, as the collector has it
        return HEAP.matcher(jcmd("GC.heap_info"))
                        .results()
                        .mapToLong(part -> Long.parseLong(part.group(1)))
                        .sum()
                / 1024;
    }

    /** What the process holds: classes, threads, file handles. */
    Map<String, Long> held() throws Exception {
        jcmd("GC.run");
        Path proc = Path.of("/proc/" + process.pid());
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return Map.of(
                    "MB of heap", heapMegabytes(),
                    "classes", number(CLASSES, jcmd("PerfCounter.print")),
                    "threads", number(THREADS, Files.readString(proc.resolve("status"))),
                    "file handles", files.count());
        }
    }

    private String jcmd(String request) throws Exception {
        Process jcmd =
                new ProcessBuilder(java("jcmd"), String.valueOf(process.pid()), request).start();
        return new String(jcmd.getInputStream().readAllBytes());
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static boolean answers(URI uri) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /**
     * Below the ports that systems give to connections: one of those could be taken by a connection
     * before the gateway listens, and while it is down.
     */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
