package org.postizgateway.config.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.security.credential.TenantHash;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code --tenant-hash}: reads a key from the standard input and writes the hash by which logs and
 * the ledger name its tenant in front of a Postiz that does not tell whose a key is; of one that
 * does, the running gateway knows more ({@code /ops/tenant-hash}). Reads the same settings as the
 * gateway, and starts nothing of it.
 */
public final class TenantHashCommand {

    public static final String OPTION = "--tenant-hash";

    /** As long as a key or token can be, and some white space. */
    private static final int LONGEST_INPUT = 1024;

    private TenantHashCommand() {}

    /**
     * @param in the key; white space around it is dropped
     * @param out gets the hash and nothing else
     * @param err gets what is wrong
     * @return exit code: 0, 1 for a setting that is wrong, 2 for an input that cannot be a key
     */
    public static int run(InputStream in, PrintStream out, PrintStream err, String... settings) {
        String key;
        try {
            key = new String(in.readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            key = "";
        }
        if (!TenantHash.canBeCredential(key)) {
            err.println(
                    "Write one key or token to the standard input, as in: "
                            + OPTION
                            + " < file-with-the-key");
            return 2;
        }
        try {
            out.println(new TenantHash(secret(settings)).of(key));
            return 0;
        } catch (InvalidSettingException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static byte[] secret(String... settings) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Nothing.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .run(settings)) {
            return GatewaySecret.existing(
                    Binder.get(context.getEnvironment())
                            .bindOrCreate("gateway", GatewaySettings.class));
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }

    /** Settings are read, and there are no beans. */
    static class Nothing {}
}
