package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Request.Part;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

class PostizMediaUploadActionTest extends KameletContract {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xFF, '\r', '\n'};

    @Override
    String kamelet() {
        return "postiz-media-upload-action";
    }

    @Override
    String request() {
        return "POST /public/v1/upload";
    }

    @Override
    Object body() {
        return MultipartEntityBuilder.create()
                .addBinaryBody("file", PICTURE, ContentType.IMAGE_PNG, "fox.png")
                .build();
    }

    @Override
    void assertSent(LoggedRequest request) {
        assertThat(request.getParts()).hasSize(1);
        Part part = request.getParts().iterator().next();
        assertThat(part.getName()).isEqualTo("file");
        assertThat(part.getHeader("Content-Disposition").firstValue()).contains("fox.png");
        assertThat(part.getHeader("Content-Type").firstValue()).isEqualTo("image/png");
        assertThat(part.getBody().asBytes()).isEqualTo(PICTURE);
    }

    @Override
    String answer() {
        return """
               {"id": "1", "path": "https://uploads.example/a.png"}
               """;
    }
}
