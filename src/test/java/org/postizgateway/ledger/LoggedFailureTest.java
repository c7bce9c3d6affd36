package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of routes as they may stand in a log. */
class LoggedFailureTest {

    private static final String HOOK =
            "https://me:in-the-user@hooks.example/in-the-path?a=in-the-query";

    @Test
    void of_what_was_refused_over_http_are_told_status_and_host() {
        HttpOperationFailedException refused =
                new HttpOperationFailedException(HOOK, 500, "", null, null, "in-the-body");

        assertThat(LoggedFailure.of(refused)).isEqualTo("HTTP status 500 from hooks.example");
        assertThat(LoggedFailure.of(new CamelExecutionException(HOOK, null, refused)))
                .isEqualTo("HTTP status 500 from hooks.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No endpoint could be found for: " + HOOK,
                "Failed to resolve endpoint: kamelet:sink?url=RAW(" + HOOK + ") due to: no",
                "Illegal character in path: hooks.example/in-the-path",
                "Connect to " + HOOK + " [hooks.example/192.0.2.1] failed: Connection refused",
                "token=in-the-option",
                "me:in-the-user@hooks.example",
            })
    void of_an_address_no_more_is_told_than_its_host(String message) {
        assertThat(LoggedFailure.of(new IllegalStateException(message)))
                .startsWith("java.lang.IllegalStateException: ")
                .doesNotContain("in-the-");
    }

    @Test
    void a_long_word_takes_no_long_time() {
        String word = "A".repeat(1 << 19);
        String hook = word + "!" + HOOK;

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    assertThat(LoggedFailure.of(new IllegalStateException(word))).endsWith(word);
                    assertThat(LoggedFailure.of(new IllegalStateException(hook)))
                            .endsWith(": https://hooks.example/…");
                });
    }

    @Test
    void why_it_failed_is_told() {
        assertThat(
                        LoggedFailure.of(
                                new IllegalStateException(
                                        "Connect to http://localhost:1/none failed: refused")))
                .isEqualTo(
                        "java.lang.IllegalStateException: Connect to http://localhost:1/… failed:"
                                + " refused");
        assertThat(LoggedFailure.of(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
    }
}
