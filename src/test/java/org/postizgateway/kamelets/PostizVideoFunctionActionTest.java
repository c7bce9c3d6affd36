package org.postizgateway.kamelets;

import java.util.Map;

class PostizVideoFunctionActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-video-function-action";
    }

    @Override
    String request() {
        return "POST /public/v1/video/function";
    }

    @Override
    Object body() {
        return Map.of("identifier", "image-text-slides", "functionName", "loadVoices");
    }

    @Override
    String answer() {
        return """
               {"voices": [{"id": "1", "name": "Anna"}]}
               """;
    }
}
