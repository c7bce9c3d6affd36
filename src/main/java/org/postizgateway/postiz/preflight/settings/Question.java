package org.postizgateway.postiz.preflight.settings;

import java.util.Map;

/**
 * What Postiz is asked about a channel before posts to it can be checked.
 *
 * @param integrationId id of the channel
 * @param method helper method of its network; empty for what Postiz says of the channel itself
 * @param arguments of the method
 */
public record Question(String integrationId, String method, Map<String, String> arguments) {

    public Question {
        arguments = Map.copyOf(arguments);
    }

    /** What settings and limits a channel has. */
    public static Question settings(String integrationId) {
        return new Question(integrationId, "", Map.of());
    }

    /** Whether the network is asked, through a helper method. */
    public boolean ofNetwork() {
        return !method.isEmpty();
    }

    /**
     * Arguments of Postiz's {@code triggerTool} (contract, section 2.4).
     *
     * @return {@code integrationId}, {@code methodName} and {@code dataSchema}
     */
    public Map<String, Object> toTriggerArguments() {
        return Map.of(
                "integrationId",
                integrationId,
                "methodName",
                method,
                "dataSchema",
                arguments.entrySet().stream()
                        .map(
                                argument ->
                                        Map.of(
                                                "key",
                                                argument.getKey(),
                                                "value",
                                                argument.getValue()))
                        .toList());
    }
}
