package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Runs helper methods of channels, with all that can happen to a network token. */
public final class ChannelHelperApi {

    private final PlatformCatalog platforms;
    private final ChannelHelpers helpers;
    private final Conditions conditions;

    public ChannelHelperApi(
            PlatformCatalog platforms, ChannelHelpers helpers, Conditions conditions) {
        this.platforms = platforms;
        this.helpers = helpers;
        this.conditions = conditions;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/integration-trigger/{id}", this::trigger);
    }

    private ServerResponse trigger(ServerRequest request) {
        JsonNode body = Incoming.json(request);
        if (body.isMissingNode()) {
            throw ApiFailure.internal();
        }
        Channel channel =
                organization(request)
                        .channel(request.pathVariable("id"))
                        .orElseThrow(() -> ApiFailure.msg(404, "Integration not found"));
        platforms
                .find(channel.platform())
                .orElseThrow(() -> ApiFailure.msg(404, "Integration provider not found"));
        JsonNode output =
                helpers.call(
                                channel.platform(),
                                body.path("methodName").asText(),
                                arguments(body.path("data")))
                        .orElseThrow(() -> ApiFailure.msg(404, "Tool not found"));
        return switch (conditions.token(channel.id())) {
            case VALID, EXPIRED -> answer(output);
            case REFRESH_FAILS ->
                    throw ApiFailure.msg(401, "Channel disconnected due to expired token");
            case REJECTED_AGAIN -> ServerResponse.async(new CompletableFuture<ServerResponse>());
        };
    }

    private static ServerResponse answer(JsonNode output) {
        ObjectNode answer = JavaScriptJson.object();
        answer.set("output", output);
        return Answers.created(answer);
    }

    private static Map<String, String> arguments(JsonNode data) {
        Map<String, String> arguments = new HashMap<>();
        data.fields().forEachRemaining(e -> arguments.put(e.getKey(), e.getValue().asText()));
        return arguments;
    }
}
