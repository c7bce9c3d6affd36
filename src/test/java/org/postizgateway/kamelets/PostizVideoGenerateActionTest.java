package org.postizgateway.kamelets;

import java.util.Map;

class PostizVideoGenerateActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-video-generate-action";
    }

    @Override
    String request() {
        return "POST /public/v1/generate-video";
    }

    @Override
    Object body() {
        return Map.of("type", "veo3", "output", "vertical", "customParams", Map.of("prompt", "日本"));
    }

    @Override
    String answer() {
        return """
               {"id": "1", "name": "a.mp4", "path": "https://uploads.example/a.mp4"}
               """;
    }
}
