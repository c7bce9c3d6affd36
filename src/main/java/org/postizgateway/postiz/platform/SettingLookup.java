package org.postizgateway.postiz.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * A setting whose values a network lists: the channels of a Discord server, the boards of an
 * account.
 *
 * @param setting its name
 * @param method helper method of the platform that lists the values as {@code id} and {@code name}
 * @param arguments settings that the method takes, by the name of its parameter
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SettingLookup(String setting, String method, Map<String, String> arguments) {

    public SettingLookup {
        arguments = arguments == null ? Map.of() : Map.copyOf(arguments);
    }
}
