package org.postizgateway.config.setting;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks a setting that is a base URL, and brings it into the form without a trailing slash. */
final class HttpUrlSetting {

    private HttpUrlSetting() {}

    /**
     * @return the URL without trailing slashes
     * @throws InvalidSettingException when the value is not an absolute http or https URL, or
     *     carries what a base URL must not have: user information, a query or a fragment
     */
    static String checked(String setting, String value, String example) {
        String fix = "Set it to a URL such as " + example + ".";
        if (value == null || value.isBlank()) {
            throw new InvalidSettingException(setting, "is empty", fix);
        }
        URI uri;
        try {
            uri = new URI(value.strip());
        } catch (URISyntaxException e) {
            throw new InvalidSettingException(setting, "is not a URL (" + e.getReason() + ")", fix);
        }
        if (uri.getUserInfo() != null) {
            throw new InvalidSettingException(setting, "contains a user name or password", fix);
        }
        if (uri.getHost() == null
                || !("http".equalsIgnoreCase(uri.getScheme())
                        || "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new InvalidSettingException(
                    setting, "is \"" + value + "\", not an absolute http or https URL", fix);
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new InvalidSettingException(
                    setting, "has a query or fragment, which a base URL must not have", fix);
        }
        return value.strip().replaceAll("/+$", "");
    }
}
