package org.postizgateway.config.setting;

import static java.util.Map.entry;
import static org.postizgateway.config.setting.SettingKind.ADDRESS;
import static org.postizgateway.config.setting.SettingKind.CLIENT_AUTH;
import static org.postizgateway.config.setting.SettingKind.CONNECTIONS;
import static org.postizgateway.config.setting.SettingKind.COUNT;
import static org.postizgateway.config.setting.SettingKind.DEPENDENCIES;
import static org.postizgateway.config.setting.SettingKind.FLAG;
import static org.postizgateway.config.setting.SettingKind.LOG_FORMAT;
import static org.postizgateway.config.setting.SettingKind.NUMBER;
import static org.postizgateway.config.setting.SettingKind.OPEN_METRICS;
import static org.postizgateway.config.setting.SettingKind.PERCENTAGE;
import static org.postizgateway.config.setting.SettingKind.PORT;
import static org.postizgateway.config.setting.SettingKind.POSTIZ_VERSION;
import static org.postizgateway.config.setting.SettingKind.SIZE;
import static org.postizgateway.config.setting.SettingKind.TIME;
import static org.postizgateway.config.setting.SettingKind.TIMES;
import static org.postizgateway.config.setting.SettingKind.TIME_OR_NONE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.ledger.StorageSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads all settings once before anything is started, so that a wrong one ends the start at once,
 * with one line that names it.
 */
public class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, SettingKind> KINDS =
            new TreeMap<>(
                    Map.ofEntries(
                            entry("postiz.connect-timeout", TIME),
                            entry("postiz.check-timeout", TIME),
                            entry("postiz.max-answer-size", SIZE),
                            entry("postiz.answers", SIZE),
                            entry("postiz.longest-answer", TIME),
                            entry("camel.component.http.max-total-connections", COUNT),
                            entry("gateway.port", PORT),
                            entry("gateway.address", ADDRESS),
                            entry("gateway.config-watch", FLAG),
                            entry("gateway.config-test", FLAG),
                            entry("gateway.trust-forwarded", FLAG),
                            entry("gateway.allow-loopback-origins", FLAG),
                            entry("gateway.key-in-url", FLAG),
                            entry("gateway.key-cache.ttl", TIME),
                            entry("gateway.key-cache.stale-ttl", TIME_OR_NONE),
                            entry("gateway.key-cache.refusal-ttl", TIME),
                            entry("gateway.key-cache.address-checks-per-second", COUNT),
                            entry("gateway.key-cache.checks-per-second", COUNT),
                            entry("gateway.key-cache.max-entries", COUNT),
                            entry("gateway.key-cache.concurrent-checks", COUNT),
                            entry("gateway.http.threads", COUNT),
                            entry("gateway.http.queue", COUNT),
                            entry("gateway.http.max-body-size", SIZE),
                            entry("gateway.http.bodies", SIZE),
                            entry("gateway.http.caller-bodies", SIZE),
                            entry("gateway.http.body-timeout", TIME),
                            entry("gateway.http.connections", COUNT),
                            entry("gateway.http.connections-per-address", COUNT),
                            entry("gateway.http.head-timeout", TIME),
                            entry("gateway.http.keep-alive", TIME),
                            entry("gateway.http.stall-timeout", TIME),
                            entry("gateway.http.max-upload-size", SIZE),
                            entry("gateway.http.h2c", FLAG),
                            entry("gateway.tls.client-auth", CLIENT_AUTH),
                            entry("gateway.call-timeout", TIME_OR_NONE),
                            entry("gateway.drain-timeout", TIME_OR_NONE),
                            entry("policies.throttle.caller-per-second", COUNT),
                            entry("policies.throttle.all-per-second", COUNT),
                            entry("policies.read.repeats", NUMBER),
                            entry("policies.read.delay", NUMBER),
                            entry("policies.read.longest-delay", NUMBER),
                            entry("policies.change.repeats", NUMBER),
                            entry("policies.change.delay", NUMBER),
                            entry("policies.change.longest-delay", NUMBER),
                            entry("policies.draft.again-after", NUMBER),
                            entry("policies.video.status-delay", NUMBER),
                            entry("policies.cached.channels", TIME_OR_NONE),
                            entry("policies.cached.rules", TIME_OR_NONE),
                            entry("policies.cached.stale", TIME_OR_NONE),
                            entry("policies.cached.size", SIZE),
                            entry("policies.upstream.window", COUNT),
                            entry("policies.upstream.minimum-calls", COUNT),
                            entry("policies.upstream.failure-rate", PERCENTAGE),
                            entry("policies.upstream.open-for", TIME),
                            entry("policies.upstream.half-open-calls", COUNT),
                            entry("policies.upstream.half-open-for", TIME),
                            entry("policies.upstream.longest-wait", TIME_OR_NONE),
                            entry("policies.stored.longest-wait", COUNT),
                            entry("ledger.connections", CONNECTIONS),
                            entry("ledger.repeat-window", TIME_OR_NONE),
                            entry("ledger.patience", TIME),
                            entry("ledger.concurrency", COUNT),
                            entry("ledger.tenant-concurrency", COUNT),
                            entry("ledger.queue", COUNT),
                            entry("ledger.queue-wait", TIME),
                            entry("ledger.reconcile-delays", TIMES),
                            entry("ledger.settle-time", TIME_OR_NONE),
                            entry("ledger.lease", TIME),
                            entry("ledger.poll-interval", TIME),
                            entry("ledger.retention", TIME),
                            entry("ledger.credential-ttl", TIME_OR_NONE),
                            entry("ledger.adopt-secret", FLAG),
                            entry("ledger.storage.longest-request", SIZE),
                            entry("ledger.storage.tenant-per-hour", SIZE),
                            entry("ledger.storage.per-hour", SIZE),
                            entry("audit.retention", TIME),
                            entry("media.concurrency", COUNT),
                            entry("media.queue", COUNT),
                            entry("media.progress-interval", TIME),
                            entry("delivery.watch-interval", TIME_OR_NONE),
                            entry("logging.structured.format.console", LOG_FORMAT),
                            entry("logging.structured.format.file", LOG_FORMAT),
                            entry("server.port", PORT),
                            entry("server.address", ADDRESS),
                            entry("ops.open-metrics", OPEN_METRICS),
                            entry("ops.readiness-requires", DEPENDENCIES),
                            entry("ops.upstream-check-interval", TIME),
                            entry("ops.session-timeout", TIME),
                            entry("ops.tls.client-auth", CLIENT_AUTH),
                            entry("sandbox.port", PORT),
                            entry("sandbox.address", ADDRESS),
                            entry("sandbox.postiz", POSTIZ_VERSION),
                            entry("sandbox.image-duration", TIME_OR_NONE),
                            entry("sandbox.video-duration", TIME_OR_NONE)));

    /** Settings whose values depend on each other, or have a form of their own. */
    private static final Map<String, Class<?>> RECORDS =
            Map.of(
                    "gateway", GatewaySettings.class,
                    "gateway.identity", IdentitySettings.class,
                    "postiz", PostizSettings.class,
                    "ops", OpsSettings.class,
                    "ledger", LedgerSettings.class,
                    "ledger.storage", StorageSettings.class);

    /** Variables that are not named after their property. */
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "server.port", "OPS_PORT",
                    "server.address", "OPS_ADDRESS",
                    "camel.component.http.max-total-connections", "POSTIZ_CONNECTIONS",
                    "gateway.http.max-upload-size", "UPLOAD_MAX_SIZE");

    /**
     * @throws InvalidSettingException when a value cannot be right
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        Iterator<Wrong> wrong = wrong(environment).iterator();
        if (wrong.hasNext()) {
            throw wrong.next().why();
        }
    }

    /**
     * A value that cannot be right, or some that cannot be together.
     *
     * @param property of the value, or what the names of all of them begin with
     */
    public record Wrong(String property, InvalidSettingException why) {

        /** Whether a property is one of those that are wrong. */
        public boolean isAbout(String name) {
            String plain = plain(name);
            return plain.equals(plain(property)) || plain.startsWith(plain(property) + ".");
        }

        /** However Spring takes it: {@code callTimeout} is {@code call-timeout}. */
        private static String plain(String name) {
            return name.replace("-", "").toLowerCase(Locale.ROOT);
        }

        public String sentence() {
            return why.getMessage();
        }
    }

    /** All that is wrong, in the order in which it is to be told. */
    public static List<Wrong> wrong(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        List<Wrong> wrong = new ArrayList<>();
        KINDS.forEach(
                (property, kind) -> {
                    if (environment.containsProperty(property)) {
                        String value = environment.getProperty(property, "");
                        attempt(property, () -> check(binder, property, kind, value), wrong);
                    }
                });
        if (wrong.isEmpty()) {
            RECORDS.forEach(
                    (prefix, type) -> attempt(prefix, () -> check(binder, prefix, type), wrong));
            attempt("ledger.patience", () -> checkPatience(binder), wrong);
            attempt("postiz", () -> InstanceSettings.all(environment), wrong);
        }
        return wrong;
    }

    private static void attempt(String property, Runnable check, List<Wrong> wrong) {
        try {
            check.run();
        } catch (InvalidSettingException e) {
            wrong.add(new Wrong(property, e));
        }
    }

    private static void check(Binder binder, String property, SettingKind kind, String value) {
        boolean lacksUnit = kind.lacksUnit(value);
        if (lacksUnit || !kind.holds(binder, property)) {
            throw new InvalidSettingException(
                    variable(property),
                    "is \"" + value + "\"" + (lacksUnit ? ", without a unit" : ""),
                    "Set it to " + kind.wanted() + ".");
        }
    }

    /** The ledger knows what became of a call; the door would only say that it was given up. */
    private static void checkPatience(Binder binder) {
        Optional<Duration> timeout = time(binder, "gateway.call-timeout");
        Optional<Duration> patience = time(binder, "ledger.patience");
        if (timeout.isPresent()
                && patience.isPresent()
                && !timeout.get().isZero()
                && patience.get().compareTo(timeout.get()) >= 0) {
            throw new InvalidSettingException(
                    variable("ledger.patience"),
                    "is not shorter than " + variable("gateway.call-timeout"),
                    "Calls would be given up before the ledger can tell what became of them: make it"
                            + " shorter, or the other longer.");
        }
    }

    private static Optional<Duration> time(Binder binder, String property) {
        return Optional.ofNullable(binder.bind(property, Duration.class).orElse(null));
    }

    private static void check(Binder binder, String prefix, Class<?> type) {
        try {
            binder.bindOrCreate(prefix, type);
        } catch (BindException e) {
            Throwable reason = NestedExceptionUtils.getMostSpecificCause(e);
            throw reason instanceof InvalidSettingException invalid
                    ? invalid
                    : new InvalidSettingException(String.valueOf(reason.getMessage()));
        }
    }

    /** The environment variable of a property. */
    public static String variable(String property) {
        return VARIABLES.getOrDefault(
                property, property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }
}
