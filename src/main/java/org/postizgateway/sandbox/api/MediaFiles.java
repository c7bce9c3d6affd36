package org.postizgateway.sandbox.api;

import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.remote.ExampleFiles;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves the media library and the examples to networks and people, without a credential. */
public final class MediaFiles {

    private final MediaLibrary library;

    public MediaFiles(MediaLibrary library) {
        this.library = library;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/uploads/{year}/{month}/{day}/{name}", this::file)
                .GET(ExampleFiles.PATH + "{name}", MediaFiles::example);
    }

    private static ServerResponse example(ServerRequest request) {
        return ExampleFiles.named(request.pathVariable("name"))
                .map(bytes -> file(FileType.of(bytes).orElseThrow().contentType(), bytes))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    private static ServerResponse file(String contentType, byte[] bytes) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(contentType))
                .body(new ByteArrayResource(bytes));
    }

    private ServerResponse file(ServerRequest request) {
        return library.named(request.pathVariable("name"))
                .map(media -> file(media.contentType(), media.bytes()))
                .orElseGet(() -> ServerResponse.notFound().build());
    }
}
