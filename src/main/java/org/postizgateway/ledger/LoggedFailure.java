package org.postizgateway.ledger;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/**
 * Why a route failed, as it may stand in a log. Where routes send to is a secret, as the address of
 * a webhook is: of one no more than the host is told.
 */
public final class LoggedFailure {

    /** Begins where a scheme can, and gives nothing back: a message may hold one endless word. */
    private static final Pattern HOST =
            Pattern.compile(
                    "(?<![\\w+.-])[\\d_+.-]*+([A-Za-z][\\w+.-]*+://)"
                            + "(?:[^/?#@]*+@)?([\\w.-]++(?::\\d+)?)");

    private static final Pattern PART_OF_ADDRESS = Pattern.compile("[/?@=&#\\\\]|%[0-9A-Fa-f]{2}");

    private LoggedFailure() {}

    /** Its status and host if it was refused over HTTP, else what kind of failure it is and why. */
    public static String of(Throwable failure) {
        HttpOperationFailedException refused =
                ObjectHelper.getException(HttpOperationFailedException.class, failure);
        if (refused != null) {
            return "HTTP status %d from %s"
                    .formatted(refused.getStatusCode(), host(refused.getUri()));
        }
        String kind = failure.getClass().getName();
        return Optional.ofNullable(failure.getMessage())
                .map(message -> kind + ": " + withoutAddresses(message))
                .orElse(kind);
    }

    private static String host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost()).orElse("-");
        } catch (IllegalArgumentException | NullPointerException e) {
            return "-";
        }
    }

    private static String withoutAddresses(String message) {
        return Arrays.stream(message.split("\\s+"))
                .map(LoggedFailure::word)
                .collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        Matcher host = HOST.matcher(word);
        if (host.find()) {
            return host.group(1) + host.group(2) + "/…";
        }
        return PART_OF_ADDRESS.matcher(word).find() ? "…" : word;
    }
}
