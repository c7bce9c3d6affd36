package org.postizgateway.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What went wrong for people who use the gateway, from the resource {@value #RESOURCE}. A test that
 * holds a case names it in {@link ReportedCase}.
 */
public final class ReportedCases {

    private static final String RESOURCE = "/cases/reported.json";

    private static final Map<String, JsonNode> BY_ID = load();

    private ReportedCases() {}

    /** Ids of all cases, in the order of the file. */
    public static Set<String> ids() {
        return BY_ID.keySet();
    }

    /**
     * What was put in: mostly a network in {@code channel} and that part of a call that matters.
     *
     * @throws IllegalArgumentException when there is no such case
     */
    public static JsonNode input(String id) {
        return reported(id).path("input");
    }

    /**
     * What people may expect: an object to compare with, or a sentence.
     *
     * @throws IllegalArgumentException when there is no such case
     */
    public static JsonNode right(String id) {
        return reported(id).path("right");
    }

    private static JsonNode reported(String id) {
        JsonNode reported = BY_ID.get(id);
        if (reported == null) {
            throw new IllegalArgumentException("no case " + id + " in " + RESOURCE);
        }
        return reported;
    }

    private static Map<String, JsonNode> load() {
        try (InputStream json = ReportedCases.class.getResourceAsStream(RESOURCE)) {
            Map<String, JsonNode> byId = new LinkedHashMap<>();
            new ObjectMapper()
                    .readTree(json)
                    .forEach(one -> byId.put(one.path("id").asText(), one));
            return byId;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
