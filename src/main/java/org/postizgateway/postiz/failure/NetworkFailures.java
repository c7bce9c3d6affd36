package org.postizgateway.postiz.failure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.springframework.util.StringUtils;

/** Requests to which there was no answer. */
final class NetworkFailures {

    static final String POSTIZ = "Postiz";

    private NetworkFailures() {}

    /**
     * @param asked whom the request was for, as within a sentence
     */
    static Optional<PostizFailure> explain(Throwable cause, String asked) {
        if (cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException) {
            return Optional.of(
                    PostizFailure.of(
                            Kind.UNREACHABLE,
                            Effect.NONE,
                            0,
                            StringUtils.capitalize(asked)
                                    + " cannot be reached, so nothing was done. Try again later."));
        }
        if (cause instanceof InterruptedIOException
                || cause instanceof TimeoutException
                || cause instanceof ExchangeTimedOutException) {
            return unclear(
                    Kind.TIMEOUT,
                    StringUtils.capitalize(asked) + " did not answer in time.",
                    "It may still be carrying the call out.");
        }
        if (cause instanceof CancellationException || cause instanceof InterruptedException) {
            return unclear(
                    Kind.CONNECTION_LOST,
                    "The call was ended before " + asked + " had answered.",
                    "It may still be carrying the call out.");
        }
        // A file that a step looks for, as that of a Kamelet, was not asked for over a network.
        boolean isOfFile =
                cause instanceof FileNotFoundException || cause instanceof FileSystemException;
        if (cause instanceof IOException && !isOfFile) {
            return unclear(
                    Kind.CONNECTION_LOST,
                    "The connection to " + asked + " broke before its answer was complete.",
                    "It may have carried the call out.");
        }
        return Optional.empty();
    }

    private static Optional<PostizFailure> unclear(Kind kind, String fact, String doubt) {
        return Optional.of(PostizFailure.unclear(kind, fact, doubt));
    }
}
