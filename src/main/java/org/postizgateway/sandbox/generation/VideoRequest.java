package org.postizgateway.sandbox.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of video somebody asks for.
 *
 * @param type generator, {@code veo3} or {@code image-text-slides}
 * @param output {@code vertical} or {@code horizontal}
 */
public record VideoRequest(String type, String output, JsonNode params) {

    boolean isVertical() {
        return output.equals("vertical");
    }

    String prompt() {
        return params.path("prompt").asText();
    }

    /** What is wrong with the parameters of the generator, in the words of its validator. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (type.equals("image-text-slides") && !params.path("voice").isTextual()) {
            complaints.add("voice must be a string");
        }
        if (!params.path("prompt").isTextual()) {
            complaints.add("prompt must be a string");
        }
        if (type.equals("veo3")) {
            JsonNode images = params.path("images");
            if (!images.isArray() || images.size() > 3) {
                complaints.add("images must contain no more than 3 elements");
            }
            if (!images.isArray()) {
                complaints.add("images must be an array");
            }
        }
        return complaints;
    }
}
