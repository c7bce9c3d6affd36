package org.postizgateway.config.setting;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * One more Postiz behind the gateway, beside that of {@code POSTIZ_URL}: {@code
 * postiz.instances.NAME.*}.
 *
 * @param url base URL of its backend, without a trailing slash
 * @param frontendUrl base URL of its web interface; empty when it is not set
 * @param tls whom to trust to be this Postiz, and what to show it
 */
public record InstanceSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String frontendUrl,
        @DefaultValue PostizSettings.Tls tls) {

    private static final String PREFIX = "postiz.instances";
    private static final Pattern VARIABLE =
            Pattern.compile("POSTIZ_INSTANCES_[A-Z0-9]+_(URL|FRONTEND_?URL|TLS_BUNDLE)");
    private static final String NAME = "[a-z0-9]{1,32}";
    private static final String CLOUD = "https://api.postiz.com";
    private static final String EXAMPLE = "https://platform.postiz.com";

    /**
     * All of them by name.
     *
     * @throws InvalidSettingException when one has no URL, that of another, or a name that a
     *     variable cannot carry
     */
    public static Map<String, InstanceSettings> all(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, InstanceSettings> set =
                binder.bind(PREFIX, Bindable.mapOf(String.class, InstanceSettings.class))
                        .orElse(Map.of());
        Map<String, InstanceSettings> checked = new TreeMap<>();
        Map<String, String> settings = new HashMap<>();
        settings.put(
                PostizSettings.checkedUrl(environment.getProperty("postiz.url", CLOUD)),
                "POSTIZ_URL");
        set.forEach(
                (name, instance) -> {
                    if (!name.matches(NAME)) {
                        throw new InvalidSettingException(
                                PREFIX + "." + name,
                                "has a name that is not made of small letters and digits",
                                "Give the instance another, such as support.");
                    }
                    InstanceSettings one = instance.checked(name);
                    String other = settings.put(one.url(), variable(name));
                    if (other != null) {
                        throw new InvalidSettingException(
                                variable(name),
                                "is the same as " + other,
                                "One Postiz is one instance: leave one of them out.");
                    }
                    checked.put(name, one);
                });
        return checked;
    }

    /**
     * @param names the name of the instance that a credential is of; empty for the default one
     */
    public static PostizInstances of(
            String url,
            Map<String, InstanceSettings> instances,
            Function<String, Optional<String>> names) {
        Map<String, URI> others =
                instances.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        instance -> URI.create(instance.getValue().url())));
        return new PostizInstances(URI.create(url), others, names);
    }

    /** The base URL of its web interface, when it is set. */
    public Optional<URI> frontend() {
        return frontendUrl.isBlank() ? Optional.empty() : Optional.of(URI.create(frontendUrl));
    }

    /** Whether an environment variable sets something of an instance. */
    public static boolean isVariable(String variable) {
        return VARIABLE.matcher(variable).matches();
    }

    private InstanceSettings checked(String name) {
        String frontend =
                frontendUrl.isBlank()
                        ? ""
                        : HttpUrlSetting.checked(
                                variable(name).replaceFirst("URL$", "FRONTEND_URL"),
                                frontendUrl,
                                EXAMPLE);
        return new InstanceSettings(PostizSettings.checkedUrl(variable(name), url), frontend, tls);
    }

    private static String variable(String name) {
        return new PostizInstance(name, URI.create("")).setting();
    }
}
