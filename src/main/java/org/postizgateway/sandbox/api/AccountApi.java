package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Credentials;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Notification;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What little there is about the organization itself: who it is, notifications, users, analytics.
 */
public final class AccountApi {

    /** On a page (contract, section 3.4). */
    private static final int NOTIFICATIONS = 100;

    private final Conditions conditions;
    private final Posts posts;

    public AccountApi(Conditions conditions, Posts posts) {
        this.conditions = conditions;
        this.posts = posts;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.route(
                        RequestPredicates.GET("/me")
                                .and(request -> conditions.has(Feature.ACCOUNT)),
                        this::me)
                .GET("/notifications", this::notifications)
                .GET("/users", this::users)
                .GET("/analytics/{id}", this::analytics);
    }

    /** A key stands for no user. */
    private ServerResponse me(ServerRequest request) {
        Organization organization = organization(request);
        ObjectNode answer = JavaScriptJson.object();
        answer.putObject("organization")
                .put("id", organization.id())
                .put("name", organization.name());
        answer.putNull("user");
        String credential = request.headers().firstHeader("Authorization");
        if (credential.startsWith(Credentials.TOKEN_PREFIX)) {
            answer.putObject("user")
                    .put("id", "user_" + organization.id())
                    .put("name", "Ann")
                    .putNull("picture");
        }
        return Answers.ok(answer);
    }

    private ServerResponse notifications(ServerRequest request) {
        int page = page(request.param("page").orElse("0"));
        ObjectNode answer = JavaScriptJson.object();
        List<Notification> told = posts.notifications(organization(request));
        ArrayNode list = answer.putArray("notifications");
        told.stream()
                .skip((long) page * NOTIFICATIONS)
                .limit(NOTIFICATIONS)
                .forEach(
                        notification ->
                                list.addObject()
                                        .put("id", notification.id())
                                        .put("content", notification.content())
                                        .putNull("link")
                                        .put(
                                                "createdAt",
                                                Dates.withZone(notification.createdAt())));
        answer.put("total", told.size())
                .put("page", page)
                .put("limit", NOTIFICATIONS)
                .put("hasMore", told.size() > (page + 1L) * NOTIFICATIONS);
        return Answers.ok(answer);
    }

    private static int page(String text) {
        String negative = "page must not be less than 0";
        OptionalInt page = number(text);
        if (page.isEmpty()) {
            throw ApiFailure.invalid(
                    List.of(
                            negative,
                            "page must be a number conforming to the specified constraints"));
        }
        if (page.getAsInt() < 0) {
            throw ApiFailure.invalid(List.of(negative));
        }
        return page.getAsInt();
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private ServerResponse users(ServerRequest request) {
        throw ApiFailure.msg(403, "Unauthorized");
    }

    /** There is no network that counts: what tests have set, else nothing, as of a failing one. */
    private ServerResponse analytics(ServerRequest request) {
        String id = request.pathVariable("id");
        organization(request).channel(id).orElseThrow(ApiFailure::internal);
        return Answers.ok(organization(request).figures(id));
    }
}
