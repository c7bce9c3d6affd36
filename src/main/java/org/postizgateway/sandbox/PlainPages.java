package org.postizgateway.sandbox;

import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The start page, the login page of the frontend, preflights, and everything that is not there. */
final class PlainPages {

    private static final String LOGIN =
            "<!DOCTYPE html><html><head><title>Postiz</title></head>"
                    + "<body><div id=\"app\">Sign in</div></body></html>";

    private final PostizSandbox sandbox;

    PlainPages(PostizSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Comes last: the last route takes what no other took. */
    void routes(RouterFunctions.Builder routes) {
        routes.GET("/", request -> Answers.html(200, "App is running!"))
                .route(RequestPredicates.path("/auth"), request -> Answers.html(200, LOGIN))
                .route(RequestPredicates.method(HttpMethod.OPTIONS), this::preflight)
                .route(RequestPredicates.all(), PlainPages::notFound);
    }

    private ServerResponse preflight(ServerRequest request) {
        return ServerResponse.status(204)
                .header("Access-Control-Allow-Origin", sandbox.baseUrl())
                .build();
    }

    private static ServerResponse notFound(ServerRequest request) {
        String query = request.servletRequest().getQueryString();
        return Answers.failure(
                ApiFailure.nest(
                        404,
                        "Cannot "
                                + request.method()
                                + " "
                                + request.path()
                                + (query == null ? "" : "?" + query)));
    }
}
