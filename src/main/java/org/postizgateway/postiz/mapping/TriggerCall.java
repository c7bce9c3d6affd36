package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

/** A call of {@code triggerTool} in the form that Postiz's own tool of that name demands. */
public final class TriggerCall {

    private static final String DATA = "dataSchema";

    private final KeyValuePairs pairs = new KeyValuePairs();

    /**
     * The same arguments with pairs of texts, none when there are no parameters.
     *
     * @throws org.postizgateway.postiz.InvalidInputException when the parameters cannot be read
     */
    public Map<String, Object> toArguments(Map<String, Object> arguments) {
        Map<String, Object> call = new LinkedHashMap<>(arguments);
        call.put(DATA, pairs.toTextPairs(DATA, arguments.get(DATA)));
        return call;
    }
}
