package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Lists of {@code {key, value}}, by which Postiz's tools take open objects. */
final class Pairs {

    private Pairs() {}

    /** The object that the pairs describe; of two equal keys the later wins. */
    static ObjectNode toObject(JsonNode pairs) {
        ObjectNode object = JavaScriptJson.object();
        pairs.forEach(
                pair -> {
                    if (pair.has("value")) {
                        object.set(pair.path("key").asText(), pair.get("value"));
                    }
                });
        return object;
    }
}
