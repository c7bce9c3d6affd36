package org.postizgateway.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What people use to steer the sandbox and to look into it, under {@code /sandbox}. It needs no
 * credential and is the reason why the sandbox listens on the loopback interface only.
 */
final class ControlApi {

    private final PostizSandbox sandbox;
    private final ObjectMapper json = JavaScriptJson.mapper();

    ControlApi(PostizSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void routes(RouterFunctions.Builder routes) {
        routes.GET("/faults", request -> faults())
                .POST("/faults", this::addFault)
                .DELETE("/faults", this::clearFaults)
                .GET("/conditions", request -> conditions())
                .POST("/conditions", this::changeConditions)
                .POST("/clock", this::advanceClock)
                .GET("/requests", request -> view(sandbox.requests().all()))
                .GET("/posts", request -> posts())
                .GET("/media", request -> media())
                .POST("/reset", this::reset)
                .onError(JsonProcessingException.class, ControlApi::unreadable)
                .onError(ApiFailure.class, (failure, request) -> Answers.failure(failure));
    }

    private ServerResponse faults() {
        return view(sandbox.faults().pending());
    }

    private ServerResponse addFault(ServerRequest request) throws IOException {
        sandbox.faults().add(json.readValue(body(request), FaultRule.class));
        return faults();
    }

    private ServerResponse clearFaults(ServerRequest request) {
        sandbox.faults().clear();
        return faults();
    }

    private ServerResponse conditions() {
        return view(sandbox.conditions());
    }

    private ServerResponse changeConditions(ServerRequest request) throws IOException {
        json.readerForUpdating(sandbox.conditions()).readValue(body(request));
        return conditions();
    }

    /** Moves the clock: {@code {"advance": "PT1H"}}. */
    private ServerResponse advanceClock(ServerRequest request) throws IOException {
        Map<String, Duration> step = json.readValue(body(request), new TypeReference<>() {});
        if (!step.containsKey("advance")) {
            throw ApiFailure.plain(400, "Say how far with advance, for example PT1H");
        }
        sandbox.clock().advance(step.get("advance"));
        return view(Map.of("now", sandbox.clock().instant()));
    }

    private ServerResponse posts() {
        ArrayNode list = JavaScriptJson.array();
        sandbox.posts().all().forEach(post -> list.add(sandbox.publishedPosts().view(post)));
        return Answers.ok(list);
    }

    private ServerResponse media() {
        ArrayNode list = JavaScriptJson.array();
        for (Media media : sandbox.media().all()) {
            list.addObject()
                    .put("id", media.id())
                    .put("path", media.path())
                    .put("bytes", media.bytes().length)
                    .put("prompt", media.prompt().orElse(null));
        }
        return Answers.ok(list);
    }

    private ServerResponse reset(ServerRequest request) {
        sandbox.reset();
        return view(Map.of("reset", true));
    }

    /** Whatever the content type: curl sends JSON as a form unless it is told otherwise. */
    private static String body(ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readAllBytes();
        return new String(body, StandardCharsets.UTF_8);
    }

    private static ServerResponse view(Object value) {
        return Answers.ok(JavaScriptJson.tree(value));
    }

    private static ServerResponse unreadable(Throwable failure, ServerRequest request) {
        JsonProcessingException cause = (JsonProcessingException) failure;
        String where =
                cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? mapping.getPath().get(0).getFieldName() + ": "
                        : "";
        return Answers.failure(ApiFailure.plain(400, where + reason(cause)));
    }

    /** What is wrong in the words of this API; Jackson speaks of the classes behind it. */
    private static String reason(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "no such field, only " + unknown.getKnownPropertyIds();
        }
        if (failure instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage();
        }
        return failure instanceof MismatchedInputException wrong && wrong.getTargetType() != null
                ? "must be " + words(wrong.getTargetType())
                : failure.getOriginalMessage();
    }

    private static String words(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == Duration.class) {
            return "a duration, as PT1M30S";
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
