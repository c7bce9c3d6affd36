package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.remote.RemoteFile;
import org.postizgateway.sandbox.remote.RemoteWeb;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Uploads, of bytes and of what lies under a URL, and the list of what there is. */
public final class MediaApi {

    private final MediaLibrary library;
    private final RemoteUrlRules urls;
    private final RemoteWeb web;
    private final Supplier<String> frontendUrl;
    private final MediaPages pages;
    private final Conditions conditions;

    public MediaApi(
            MediaLibrary library,
            MediaPages pages,
            RemoteUrlRules urls,
            RemoteWeb web,
            Supplier<String> frontendUrl,
            Conditions conditions) {
        this.library = library;
        this.pages = pages;
        this.conditions = conditions;
        this.urls = urls;
        this.web = web;
        this.frontendUrl = frontendUrl;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/upload", this::upload)
                .POST("/upload-from-url", this::uploadFromUrl)
                .route(
                        RequestPredicates.GET("/media")
                                .and(request -> conditions.has(Feature.MEDIA_LIST)),
                        this::list);
    }

    private ServerResponse list(ServerRequest request) {
        String number = request.param("page").orElse("1");
        if (!number.matches("[1-9]\\d{0,8}")) {
            throw ApiFailure.invalid(List.of("page must not be less than 1"));
        }
        MediaPages.Page page =
                pages.page(
                        organization(request),
                        Integer.parseInt(number),
                        request.param("search").orElse(""));
        ObjectNode answer = JavaScriptJson.object().put("pages", page.pages());
        answer.set("results", page.rows());
        return Answers.ok(answer);
    }

    /** A stored file as Postiz describes it. */
    static ObjectNode view(Media media) {
        ObjectNode view = JavaScriptJson.object();
        view.put("id", media.id());
        view.put("name", media.name());
        view.putNull("originalName");
        view.put("path", media.path());
        view.putNull("thumbnail");
        view.putNull("alt");
        return view;
    }

    private ServerResponse upload(ServerRequest request) throws IOException {
        Collection<Part> parts = parts(request);
        for (Part part : parts) {
            if (part.getSubmittedFileName() != null && !part.getName().equals("file")) {
                throw ApiFailure.nest(400, "Unexpected field - " + part.getName());
            }
        }
        Part file =
                parts.stream()
                        .filter(part -> part.getSubmittedFileName() != null)
                        .findFirst()
                        .orElseThrow(() -> ApiFailure.msg(400, "No file provided"));
        byte[] bytes = file.getInputStream().readAllBytes();
        FileType type =
                FileType.of(bytes)
                        .orElseThrow(() -> ApiFailure.nest(400, "Unsupported file type."));
        if (bytes.length > type.maxBytes()) {
            throw ApiFailure.nest(
                    400,
                    "File size exceeds the maximum allowed size of " + type.maxBytes() + " bytes.");
        }
        return Answers.created(view(store(request, type, bytes)));
    }

    private static Collection<Part> parts(ServerRequest request) throws IOException {
        try {
            return request.servletRequest().getParts();
        } catch (ServletException notMultipart) {
            return List.of();
        }
    }

    private ServerResponse uploadFromUrl(ServerRequest request) {
        List<String> complaints = urls.complaints(Incoming.json(request).path("url"));
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        RemoteFile file = fetch(URI.create(Incoming.json(request).path("url").asText()));
        FileType type =
                FileType.of(file.body())
                        .orElseThrow(() -> ApiFailure.msg(400, "Unsupported file type."));
        if (file.body().length > type.maxBytes()) {
            throw ApiFailure.msg(400, "File is too large.");
        }
        return Answers.created(view(store(request, type, file.body())));
    }

    private RemoteFile fetch(URI url) {
        try {
            RemoteFile file = web.fetch(url);
            if (file.status() / 100 == 2) {
                return file;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw ApiFailure.msg(400, "Failed to fetch URL");
        }
        throw ApiFailure.msg(400, "Failed to fetch URL");
    }

    private Media store(ServerRequest request, FileType type, byte[] bytes) {
        return library.store(
                organization(request), frontendUrl.get(), type, bytes, Optional.empty());
    }
}
