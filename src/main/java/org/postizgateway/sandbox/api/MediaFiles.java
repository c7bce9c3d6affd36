package org.postizgateway.sandbox.api;

import org.postizgateway.sandbox.state.MediaLibrary;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves the media library to networks and people, without a credential. */
public final class MediaFiles {

    private final MediaLibrary library;

    public MediaFiles(MediaLibrary library) {
        this.library = library;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/uploads/{year}/{month}/{day}/{name}", this::file);
    }

    private ServerResponse file(ServerRequest request) {
        return library.named(request.pathVariable("name"))
                .map(
                        media ->
                                ServerResponse.ok()
                                        .contentType(MediaType.parseMediaType(media.contentType()))
                                        .body(new ByteArrayResource(media.bytes())))
                .orElseGet(() -> ServerResponse.notFound().build());
    }
}
