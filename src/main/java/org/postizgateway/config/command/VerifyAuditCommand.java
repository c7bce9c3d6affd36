package org.postizgateway.config.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postizgateway.GatewayApplication;
import org.postizgateway.audit.AuditVerification;
import org.postizgateway.config.ledger.database.LedgerDatabase;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.config.setting.SilentLog;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code --verify-audit [--PROPERTY=VALUE ...]}: tells whether the audit trail is as it was
 * written, with the settings of the gateway whose ledger it reads. An H2 ledger that a gateway has
 * open can be asked by that gateway only ({@code GET /ops/audit/verify}).
 */
public final class VerifyAuditCommand {

    public static final String OPTION = "--verify-audit";

    private static final int NOT_INTACT = 1;
    private static final int MISUSED = 2;
    private static final List<String> STILL =
            List.of(
                    "--gateway.listening=false",
                    "--gateway.self-starting=false",
                    // Nothing is made or changed
                    "--spring.flyway.enabled=false",
                    "--gateway.config-watch=false");

    private VerifyAuditCommand() {}

    /**
     * @param out gets the report
     * @param err gets why there is none
     * @param settings as on the gateway's command line
     * @return exit code: 0 for a trail that is intact, 1 for one that is not, 2 when it could not
     *     be read
     */
    public static int run(PrintStream out, PrintStream err, String... settings) {
        return run(out, err, SilentLog.SETTINGS.stream(), settings);
    }

    static int run(PrintStream out, PrintStream err, Stream<String> logging, String... settings) {
        String[] all =
                Stream.of(STILL.stream(), logging, Arrays.stream(settings))
                        .flatMap(Function.identity())
                        .toArray(String[]::new);
        try (ConfigurableApplicationContext beans =
                new SpringApplicationBuilder(GatewayApplication.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .initializers(context -> requireLedger(context.getEnvironment()))
                        .run(all)) {
            AuditVerification.Report report = beans.getBean(AuditVerification.class).verify();
            report.findings()
                    .forEach(
                            found ->
                                    out.printf(
                                            "%s %d: %s%n",
                                            found.chain(), found.seq(), found.message()));
            if (report.chains() == 0) {
                out.println(
                        "There is no audit trail in this ledger, and each start of a gateway begins"
                                + " one: it is the ledger of none, or the trail was removed.");
                return NOT_INTACT;
            }
            out.printf(
                    "%d entries in %d chains: %s%n",
                    report.entries(),
                    report.chains(),
                    report.isIntact() ? "intact" : report.findings().size() + " findings");
            return report.isIntact() ? 0 : NOT_INTACT;
        } catch (RuntimeException e) {
            err.println(
                    "The audit trail cannot be read: "
                            + String.valueOf(
                                            NestedExceptionUtils.getMostSpecificCause(e)
                                                    .getMessage())
                                    .replaceFirst("[.]$", "")
                            + ". While a gateway has an H2 ledger open, ask it: GET"
                            + " /ops/audit/verify");
            return MISUSED;
        }
    }

    /**
     * @throws InvalidSettingException when the settings are not those of a gateway that has run
     */
    private static void requireLedger(ConfigurableEnvironment environment) {
        GatewaySecret.existing(
                Binder.get(environment).bindOrCreate("gateway", GatewaySettings.class));
        LedgerDatabase.requireExisting(
                environment.getProperty("ledger.url", ""),
                Path.of(environment.getProperty("gateway.data-dir", "./data")));
    }
}
