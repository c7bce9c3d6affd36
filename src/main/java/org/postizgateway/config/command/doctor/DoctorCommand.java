package org.postizgateway.config.command.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.postizgateway.config.command.ConfigurationCheck;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.config.setting.SilentLog;
import org.postizgateway.config.tls.Certificates;
import org.postizgateway.config.tls.TlsBundles;
import org.postizgateway.config.tls.UpstreamTls;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code --doctor [--format text|json] [--PROPERTY=VALUE ...]}: what an operator pastes into a
 * ticket. Reads the settings of the gateway, starts nothing of it and changes nothing; no secret is
 * written.
 */
public final class DoctorCommand {

    public static final String OPTION = "--doctor";

    private static final String CERTIFICATE = "certificate";
    private static final int ILL = 1;
    private static final int MISUSED = 2;

    private DoctorCommand() {}

    /** Settings are read, and there are no beans. */
    static class Nothing {}

    /**
     * @param out gets the report
     * @param err gets why there is none
     * @param arguments behind the option
     * @return exit code: 0 when nothing is wrong, 1 when something is, 2 when it was not called as
     *     it wants to be
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        boolean format = arguments.length > 1 && arguments[0].equals("--format");
        String[] settings = Arrays.copyOfRange(arguments, format ? 2 : 0, arguments.length);
        if (format && !List.of("text", "json").contains(arguments[1])
                || !Arrays.stream(settings).allMatch(setting -> setting.matches("--\\S+=.*"))) {
            err.println("As in: --doctor [--format text|json] [--PROPERTY=VALUE ...]");
            return MISUSED;
        }
        boolean json = format && arguments[1].equals("json");
        Map<String, String> shown = Map.of();
        List<Finding> findings = new ArrayList<>();
        try (ConfigurableApplicationContext context = settings(settings)) {
            ShownSettings all = new ShownSettings(context.getEnvironment());
            shown = all.changed();
            findings.add(Finding.ok("gateway", versions(context.getEnvironment())));
            examine(context.getEnvironment(), settings)
                    .forEach(
                            found ->
                                    findings.add(
                                            new Finding(
                                                    found.check(),
                                                    found.status(),
                                                    all.withoutSecrets(found.says()))));
        } catch (InvalidSettingException e) {
            findings.add(Finding.wrong("settings", e.getMessage()));
        }
        out.println(json ? json(shown, findings) : text(shown, findings));
        return findings.stream().anyMatch(found -> found.status() == Finding.Status.WRONG)
                ? ILL
                : 0;
    }

    private static ConfigurableApplicationContext settings(String... settings) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(SilentLog.with(settings));
    }

    private static String versions(ConfigurableEnvironment settings) {
        return "%s (%s), Java %s, %s %s, %d processors"
                .formatted(
                        settings.getProperty("info.version"),
                        settings.getProperty("info.commit"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }

    private static List<Finding> examine(ConfigurableEnvironment settings, String... arguments) {
        SslBundles bundles = TlsBundles.read(settings);
        PostizSettings postiz = Binder.get(settings).bindOrCreate("postiz", PostizSettings.class);
        Map<String, InstanceSettings> instances = InstanceSettings.all(settings);
        Optional<SSLContext> tls = UpstreamTls.of(postiz, instances, bundles);
        String key = settings.getProperty("postiz.api-key", "");
        List<Finding> findings =
                new ArrayList<>(new PostizProbes("", postiz.url(), key, tls).findings());
        instances.forEach(
                (name, instance) ->
                        findings.addAll(
                                new PostizProbes(name, instance.url(), "", tls).findings()));
        findings.addAll(certificates(bundles));
        Path data = Path.of(settings.getProperty("gateway.data-dir", "./data"));
        String url = settings.getProperty("ledger.url", "");
        Duration lease =
                ApplicationConversionService.getSharedInstance()
                        .convert(settings.getProperty("ledger.lease", "20s"), Duration.class);
        findings.addAll(
                new LedgerProbe(
                                url.isBlank()
                                        ? "jdbc:h2:file:" + data.resolve("ledger").toAbsolutePath()
                                        : url,
                                settings.getProperty("ledger.user", ""),
                                settings.getProperty("ledger.password", ""),
                                Math.max(1, lease.toSeconds()))
                        .findings());
        findings.add(
                configuration(Path.of(settings.getProperty("gateway.config-dir", ".")), arguments));
        return findings;
    }

    private static List<Finding> certificates(SslBundles bundles) {
        return Certificates.of(new SslInfo(bundles, Certificates.SOON)).stream()
                .map(
                        known ->
                                switch (known.status()) {
                                    case VALID -> Finding.ok(CERTIFICATE, known.sentence());
                                    case WILL_EXPIRE_SOON ->
                                            Finding.odd(CERTIFICATE, known.sentence());
                                    case EXPIRED, NOT_YET_VALID ->
                                            Finding.wrong(CERTIFICATE, known.sentence());
                                })
                .toList();
    }

    private static Finding configuration(Path directory, String... arguments) {
        String check = "configuration";
        List<String> settings = new ArrayList<>(SilentLog.SETTINGS);
        // those that say where things are would open them
        Arrays.stream(arguments)
                .filter(setting -> !setting.matches("--(gateway|ledger)\\..*"))
                .forEach(settings::add);
        Path absolute = directory.toAbsolutePath().normalize();
        try (ConfigurationCheck checked =
                new ConfigurationCheck(absolute, settings.toArray(String[]::new))) {
            ConfigurationCheck.Result result = checked.check(absolute);
            return result.isValid()
                    ? Finding.ok(check, "in " + absolute + " can serve, hash " + result.hash())
                    : Finding.wrong(
                            check,
                            "in %s cannot serve: %s; --check tells all of %d"
                                    .formatted(
                                            absolute,
                                            result.problems().get(0),
                                            result.problems().size()));
        } catch (IOException | RuntimeException e) {
            return Finding.wrong(
                    check,
                    "could not be checked: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    private static String text(Map<String, String> settings, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(
                found ->
                        text.append(
                                "%-5s %s: %s%n"
                                        .formatted(
                                                found.status().word(),
                                                found.check(),
                                                found.says())));
        settings.forEach((name, value) -> text.append("      %s=%s%n".formatted(name, value)));
        return text.toString().stripTrailing();
    }

    private static String json(Map<String, String> settings, List<Finding> findings) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(
                "findings",
                findings.stream()
                        .map(
                                found ->
                                        Map.of(
                                                "check", found.check(),
                                                "status", found.status().word(),
                                                "says", found.says()))
                        .toList());
        report.put("settings", settings);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
