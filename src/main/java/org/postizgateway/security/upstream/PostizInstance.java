package org.postizgateway.security.upstream;

import java.net.URI;
import java.util.Locale;

/**
 * A Postiz behind the gateway.
 *
 * @param name in the settings and in the file of assigned keys, small letters and digits; empty for
 *     that of {@code POSTIZ_URL}
 * @param url base URL of its backend, without a trailing slash
 */
public record PostizInstance(String name, URI url) {

    /** Whether it is that of {@code POSTIZ_URL}. */
    public boolean isDefault() {
        return name.isEmpty();
    }

    /** The environment variable with its URL. */
    public String setting() {
        return isDefault()
                ? "POSTIZ_URL"
                : "POSTIZ_INSTANCES_" + name.toUpperCase(Locale.ROOT) + "_URL";
    }

    /**
     * Tells a key or an id of this instance from the same of another. Those of the default one stay
     * as they are.
     */
    public String scoped(String text) {
        return isDefault() ? text : "instance " + name + " " + text;
    }
}
