package org.postizgateway.config.command.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.config.setting.SecretFiles;
import org.postizgateway.config.setting.SettingsCheck;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** The settings that are not the default, without what nobody may read. */
final class ShownSettings {

    private static final Pattern FROM_VARIABLE = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]+:(.*)}");
    private static final Pattern SECRET =
            Pattern.compile(".*(secret|token|password|api-key|credential|sinks|user).*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^;&\\s]+");
    private static final String HIDDEN = "(set, not shown)";
    private static final int SHORTEST_SECRET = 4;

    private final ConfigurableEnvironment settings;

    ShownSettings(ConfigurableEnvironment settings) {
        this.settings = settings;
    }

    /** By the variable of each. */
    Map<String, String> changed() {
        Map<String, String> changed = new TreeMap<>();
        settings.getPropertySources().stream()
                .filter(source -> source.getName().contains("class path resource"))
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .forEach(
                        source -> {
                            for (String name : source.getPropertyNames()) {
                                Matcher raw =
                                        FROM_VARIABLE.matcher(
                                                String.valueOf(source.getProperty(name)));
                                String value = settings.getProperty(name, "");
                                if (raw.matches() && !value.equals(raw.group(1))) {
                                    changed.put(SettingsCheck.variable(name), shown(name, value));
                                }
                            }
                        });
        return changed;
    }

    private static String shown(String name, String value) {
        return isSecret(name) ? HIDDEN : USER_INFO.matcher(value).replaceAll("//***@");
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches()
                || SecretFiles.SECRETS.contains(SettingsCheck.variable(name));
    }

    /** Takes out what a driver or a server may have put into a message. */
    String withoutSecrets(String text) {
        String without = text;
        for (String secret : secrets()) {
            without = without.replace(secret, "***");
        }
        return PASSWORD.matcher(USER_INFO.matcher(without).replaceAll("//***@"))
                .replaceAll("$1***");
    }

    private List<String> secrets() {
        List<String> values = new ArrayList<>();
        for (String name : SecretFiles.SECRETS) {
            String property = name.toLowerCase(Locale.ROOT).replaceFirst("_", ".");
            String value = settings.getProperty(property.replace('_', '-'), "");
            if (value.length() >= SHORTEST_SECRET) {
                values.add(value);
            }
        }
        return values;
    }
}
