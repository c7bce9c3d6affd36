package org.postizgateway.config.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets a secret come from a file, as containers mount them: {@code OPS_TOKEN_FILE=/run/secrets/ops}
 * is read in place of {@code OPS_TOKEN}. White space around the content is dropped.
 */
public class SecretFiles implements EnvironmentPostProcessor {

    /** The settings that may come from a file. */
    public static final List<String> SECRETS =
            List.of(
                    "OPS_TOKEN",
                    "OPS_READ_TOKEN",
                    "GATEWAY_SECRET",
                    "POSTIZ_API_KEY",
                    "LEDGER_URL",
                    "LEDGER_USER",
                    "LEDGER_PASSWORD");

    /**
     * @throws InvalidSettingException when a file cannot be read or is empty, or a secret is given
     *     both ways
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> secrets = new LinkedHashMap<>();
        for (String secret : SECRETS) {
            String file = environment.getProperty(secret + "_FILE", "");
            if (!file.isBlank()) {
                if (!environment.getProperty(secret, "").isBlank()) {
                    throw new InvalidSettingException(
                            secret + "_FILE", "is set beside " + secret, "Set only one of them.");
                }
                secrets.put(secret, content(secret + "_FILE", file));
            }
        }
        environment.getPropertySources().addFirst(new MapPropertySource("secretFiles", secrets));
    }

    private static String content(String setting, String file) {
        String content;
        try {
            content = Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettingException(
                    setting,
                    "names a file that cannot be read (" + file + ")",
                    "Check the path and that the gateway's user may read it.");
        }
        if (content.isEmpty()) {
            throw new InvalidSettingException(
                    setting, "names an empty file (" + file + ")", "Write the secret into it.");
        }
        return content;
    }
}
