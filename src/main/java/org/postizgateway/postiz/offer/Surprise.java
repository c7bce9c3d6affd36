package org.postizgateway.postiz.offer;

import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.postizgateway.postiz.failure.PostizMcpException;

/** Failures that show that Postiz lacks what it was thought to have. */
final class Surprise {

    private static final Pattern NO_ROUTE = Pattern.compile("Cannot (GET|POST|PUT|PATCH|DELETE) ");

    private Surprise() {}

    static boolean isIn(Throwable cause) {
        if (cause instanceof HttpOperationFailedException failed) {
            return failed.getStatusCode() == 404
                    && NO_ROUTE.matcher(Objects.toString(failed.getResponseBody(), "")).find();
        }
        return cause instanceof PostizMcpException refused
                && Objects.toString(refused.getMessage(), "").startsWith("Unknown tool");
    }
}
