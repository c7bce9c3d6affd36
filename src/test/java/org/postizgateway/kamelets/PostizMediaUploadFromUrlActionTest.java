package org.postizgateway.kamelets;

import java.util.Map;

class PostizMediaUploadFromUrlActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-media-upload-from-url-action";
    }

    @Override
    String request() {
        return "POST /public/v1/upload-from-url";
    }

    @Override
    Object body() {
        return Map.of("url", "https://pictures.example/a.png");
    }

    @Override
    String answer() {
        return """
               {"id": "1", "path": "https://uploads.example/a.png"}
               """;
    }
}
