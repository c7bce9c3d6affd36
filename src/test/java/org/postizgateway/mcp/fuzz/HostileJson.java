package org.postizgateway.mcp.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postizgateway.mcp.Json;

/** Spoils a JSON document so that it stays JSON: one value is lost, doubled or becomes another. */
final class HostileJson {

    private static final List<JsonNode> VALUES =
            List.of(
                    json("null"),
                    json("true"),
                    json("0"),
                    json("-1"),
                    json("1.5"),
                    json("1e308"),
                    json("9223372036854775808"),
                    json("{}"),
                    json("[]"),
                    json("[[[]]]"),
                    json("[null]"),
                    json("\"\""),
                    json("\" \""),
                    json("\"\\u0000\""),
                    json("\"\\ud800\""),
                    json("\"\\u202e\""),
                    json("\"../../etc/passwd\""),
                    json("\"%zz\""),
                    json("\"${exception.stacktrace}\""),
                    json("\"{{env:PATH}}\""),
                    json("\"test://{x}\""),
                    json("{\"\":{}}"),
                    json("{\"$ref\":\"#\"}"),
                    json("{\"type\":7}"),
                    json("\"" + "x".repeat(5000) + "\""));

    private HostileJson() {}

    static byte[] spoiled(String text, Random random) {
        JsonNode document;
        try {
            document = Json.mapper().readTree(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (java.io.IOException e) {
            return HostileText.spoiled(text, random);
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(document, containers);
        if (!containers.isEmpty()) {
            spoil(HostileRequests.pick(containers, random), random);
        }
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
        }
        node.forEach(child -> collect(child, containers));
    }

    private static void spoil(JsonNode container, Random random) {
        JsonNode value = HostileRequests.pick(VALUES, random);
        if (container instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), value);
            return;
        }
        ObjectNode object = (ObjectNode) container;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = HostileRequests.pick(names, random);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "x", value);
            default -> object.set(name, value);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
