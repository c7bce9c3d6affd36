package org.postizgateway.postiz.offer;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Postiz offers otherwise than the gateway knows.
 *
 * @param unknown tools that the gateway has never heard of
 * @param missing tools that it calls and that are not there
 * @param newArguments of tools that it calls, by tool
 * @param lostArguments of tools that it calls with them, by tool
 */
public record ToolDifference(
        List<String> unknown,
        List<String> missing,
        Map<String, Set<String>> newArguments,
        Map<String, Set<String>> lostArguments) {

    public boolean isEmpty() {
        return unknown.isEmpty()
                && missing.isEmpty()
                && newArguments.isEmpty()
                && lostArguments.isEmpty();
    }
}
