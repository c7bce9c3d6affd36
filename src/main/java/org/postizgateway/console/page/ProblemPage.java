package org.postizgateway.console.page;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** What a person reads when a page cannot be shown or a request not be carried out. */
public final class ProblemPage {

    private ProblemPage() {}

    public static ModelAndView of(HttpStatus status) {
        return of(status, sentence(status));
    }

    /**
     * @param sentence what went wrong and what to do
     */
    public static ModelAndView of(HttpStatus status, String sentence) {
        return new ModelAndView(
                "console/problem",
                Map.of("status", status.value(), "title", title(status), "sentence", sentence),
                status);
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Not here";
            case FORBIDDEN -> "Not allowed";
            case CONFLICT -> "Not now";
            case SERVICE_UNAVAILABLE -> "Not at the moment";
            default -> status.is5xxServerError() ? "That failed" : "That cannot be done";
        };
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing under this address.";
            case FORBIDDEN ->
                    "The page that this came from is too old, or you signed in with the read-only"
                            + " token. Go back, load it again and try once more.";
            case TOO_MANY_REQUESTS ->
                    "Too many wrong tokens came from your address. Wait a few seconds and try again.";
            default ->
                    status.is5xxServerError()
                            ? "The gateway failed to carry this out; its log says why."
                            : "The request cannot be taken as it is.";
        };
    }
}
