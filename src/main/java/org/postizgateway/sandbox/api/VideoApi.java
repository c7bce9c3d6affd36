package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.sandbox.generation.MediaGenerator;
import org.postizgateway.sandbox.generation.ProxiedAnswer;
import org.postizgateway.sandbox.generation.VideoCatalog;
import org.postizgateway.sandbox.generation.VideoRequest;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Generating videos, and the helper functions of the generators. */
public final class VideoApi {

    private final MediaGenerator generator;
    private final VideoCatalog catalog;
    private final ProxiedAnswer proxied;

    public VideoApi(MediaGenerator generator, VideoCatalog catalog, ProxiedAnswer proxied) {
        this.generator = generator;
        this.catalog = catalog;
        this.proxied = proxied;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/generate-video", this::generate).POST("/video/function", this::function);
    }

    private ServerResponse generate(ServerRequest request) {
        JsonNode body = Incoming.json(request);
        VideoRequest wanted =
                new VideoRequest(
                        body.path("type").asText(),
                        body.path("output").asText(),
                        body.path("customParams"));
        List<String> complaints = new ArrayList<>();
        if (!catalog.generators().contains(wanted.type())) {
            complaints.add("type must be any of: " + String.join(", ", catalog.generators()));
        }
        if (!List.of("vertical", "horizontal").contains(wanted.output())) {
            complaints.add("output must be one of the following values: vertical, horizontal");
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        return proxied.of(
                request,
                generator
                        .video(organization(request), wanted)
                        .handle(
                                (media, failure) ->
                                        failure == null
                                                ? Answers.created(MediaApi.view(media))
                                                : Answers.failure(failure)));
    }

    private ServerResponse function(ServerRequest request) {
        JsonNode body = Incoming.json(request);
        List<String> complaints = new ArrayList<>();
        for (String field : List.of("identifier", "functionName")) {
            if (!body.path(field).isTextual()) {
                complaints.add(field + " must be a string");
            }
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        String identifier = body.path("identifier").asText();
        String function = body.path("functionName").asText();
        if (!catalog.generators().contains(identifier)) {
            throw ApiFailure.internal();
        }
        return Answers.created(
                catalog.call(identifier, function)
                        .orElseThrow(
                                () ->
                                        ApiFailure.plain(
                                                400,
                                                "Function "
                                                        + function
                                                        + " not found on video instance")));
    }
}
