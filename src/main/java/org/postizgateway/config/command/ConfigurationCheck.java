package org.postizgateway.config.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.postizgateway.GatewayApplication;
import org.postizgateway.generation.Generation;
import org.postizgateway.generation.Launcher;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetReader;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Checks configuration directories as the running gateway does, by the same code, and with the same
 * settings. No port is opened and nothing is kept: the ledger is one in memory, and the beans that
 * no route asks for are not made.
 */
public final class ConfigurationCheck implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final Path data;
    private final ConfigurableApplicationContext beans;

    /**
     * @param directory whose {@code application.yaml} is among the settings
     * @param settings as on the gateway's command line
     */
    public ConfigurationCheck(Path directory, String... settings) throws IOException {
        data = Files.createTempDirectory("check");
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--gateway.listening=false",
                                "--gateway.self-starting=false",
                                "--gateway.config-dir=" + directory,
                                "--gateway.config-watch=false",
                                "--gateway.config-test=false",
                                "--gateway.data-dir=" + data,
                                "--gateway.secret=" + HexFormat.of().formatHex(secret),
                                "--ledger.url=jdbc:h2:mem:" + data.getFileName(),
                                "--ledger.user=",
                                "--ledger.password=",
                                "--management.metrics.use-global-registry=false",
                                "--OTEL_EXPORTER_OTLP_ENDPOINT=",
                                "--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="));
        all.addAll(List.of(settings));
        beans =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .run(all.toArray(String[]::new));
    }

    /**
     * What was found.
     *
     * @param hash of the set; empty when it cannot be read
     * @param problems why it cannot serve; empty when it can
     * @param warnings what is probably not meant; known only when it can serve
     */
    public record Result(String hash, List<Problem> problems, List<Problem> warnings) {

        public boolean isValid() {
            return problems.isEmpty();
        }
    }

    /** Reads, checks and starts what a directory holds, and ends it again. */
    public Result check(Path directory) {
        String hash = "";
        try {
            ConfigurationSet set = beans.getBean(SetReader.class).read(directory);
            hash = set.hash();
            Launcher launcher = beans.getBean(Launcher.class);
            Generation generation = launcher.launch(set);
            launcher.discard(generation);
            return new Result(hash, List.of(), generation.warnings());
        } catch (RefusedSetException e) {
            return new Result(hash, e.problems(), List.of());
        }
    }

    @Override
    public void close() throws IOException {
        beans.close();
        FileSystemUtils.deleteRecursively(data);
    }
}
