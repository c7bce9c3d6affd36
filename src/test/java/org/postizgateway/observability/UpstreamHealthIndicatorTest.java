package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postizgateway.security.credential.CredentialStatus;
import org.postizgateway.security.credential.PostizConnection;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class UpstreamHealthIndicatorTest {

    private static final String URL = "https://postiz.example/api";

    private volatile boolean reachable = true;

    private final PostizConnection postiz =
            credential -> {
                if (reachable) {
                    return CredentialStatus.UNKNOWN;
                }
                throw PostizUnavailableException.later("The gateway cannot reach Postiz.");
            };

    @Test
    void a_postiz_that_refuses_a_call_without_a_key_is_up() {
        Health health = indicator().health();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("url", URL).containsKey("checked");
    }

    @Test
    void a_postiz_without_an_answer_is_down_and_the_reason_is_told() {
        reachable = false;

        Health health = indicator().health();

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("url", URL)
                .extractingByKey("reason")
                .asString()
                .startsWith("The gateway cannot reach Postiz.");
    }

    private UpstreamHealthIndicator indicator() {
        return new UpstreamHealthIndicator(postiz, URL);
    }
}
