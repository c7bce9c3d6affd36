package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.state.Ids;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Channels, groups and what Postiz knows about a channel's platform. */
public final class ChannelApi {

    private final PlatformCatalog platforms;
    private final Posts posts;
    private final ChannelRows rows;

    public ChannelApi(PlatformCatalog platforms, Posts posts, ChannelRows rows) {
        this.platforms = platforms;
        this.posts = posts;
        this.rows = rows;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET(
                        "/is-connected",
                        request -> Answers.ok(JavaScriptJson.object().put("connected", true)))
                .GET("/integrations", this::list)
                .DELETE("/integrations/{id}", this::delete)
                .GET("/groups", this::groups)
                .GET("/integration-settings/{id}", this::settings)
                .GET("/social/{platform}", this::connectUrl);
    }

    private ServerResponse list(ServerRequest request) {
        Organization organization = organization(request);
        Optional<String> group = request.param("group").filter(id -> !id.isEmpty());
        ArrayNode list = JavaScriptJson.array();
        organization.channels().stream()
                .filter(channel -> group.isEmpty() || channel.groupId().equals(group))
                .forEach(channel -> list.add(view(channel, organization)));
        return Answers.ok(list);
    }

    private static ObjectNode view(Channel channel, Organization organization) {
        ObjectNode view = JavaScriptJson.object();
        view.put("id", channel.id());
        view.put("name", channel.name());
        view.put("identifier", channel.platform());
        view.put("picture", channel.picture().orElse(null));
        view.put("disabled", channel.disabled());
        view.put("profile", channel.profile().orElse(null));
        channel.groupId()
                .flatMap(organization::group)
                .ifPresent(group -> view.set("customer", JavaScriptJson.tree(group)));
        return view;
    }

    private ServerResponse groups(ServerRequest request) {
        return Answers.ok(JavaScriptJson.tree(organization(request).groups()));
    }

    private ServerResponse delete(ServerRequest request) {
        Organization organization = organization(request);
        Channel channel =
                organization
                        .removeChannel(request.pathVariable("id"))
                        .orElseThrow(ApiFailure::internal);
        posts.deleteOfChannel(channel.id());
        return Answers.ok(rows.deleted(channel, organization));
    }

    private ServerResponse settings(ServerRequest request) {
        Channel channel =
                organization(request)
                        .channel(request.pathVariable("id"))
                        .orElseThrow(() -> ApiFailure.msg(404, "Integration not found"));
        ObjectNode answer = JavaScriptJson.object();
        answer.set(
                "output", PlatformRules.of(platforms.find(channel.platform()), channel.verified()));
        return Answers.ok(answer);
    }

    private ServerResponse connectUrl(ServerRequest request) {
        Platform platform =
                platforms
                        .find(request.pathVariable("platform"))
                        .orElseThrow(() -> ApiFailure.msg(400, "Integration not allowed"));
        String state = Ids.token(6);
        String url =
                platform.connect().equals("oauth")
                        ? "https://"
                                + platform.identifier()
                                + ".example/oauth/authorize?response_type=code&state="
                                + state
                        : state;
        return Answers.ok(JavaScriptJson.object().put("url", url));
    }
}
