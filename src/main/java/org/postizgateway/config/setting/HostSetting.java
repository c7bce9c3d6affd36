package org.postizgateway.config.setting;

import java.util.List;
import java.util.Locale;

/** Names that requests may ask for in {@code Host}. */
final class HostSetting {

    private HostSetting() {}

    /**
     * @param variable that lists the hosts
     * @return the hosts in lower case
     * @throws InvalidSettingException when one is neither {@code host[:port]} nor {@code *}
     */
    static List<String> checked(String variable, List<String> hosts) {
        return hosts.stream().map(host -> checked(variable, host)).toList();
    }

    private static String checked(String variable, String host) {
        if (host.equals("*") || host.matches("(\\[[0-9a-fA-F:]+]|[a-zA-Z0-9._-]+)(:\\d{1,5})?")) {
            return host.toLowerCase(Locale.ROOT);
        }
        throw new InvalidSettingException(
                variable,
                "contains \"" + host + "\", which is not a host name",
                "List names such as mcp.example or mcp.example:8443, or * for any.");
    }
}
