package org.postizgateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.CredentialStatus;
import org.postizgateway.security.PostizConnection;
import org.postizgateway.security.PostizUnavailableException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class UpstreamHealthIndicatorTest {

    private static final String URL = "https://postiz.example/api";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean reachable = true;

    private final PostizConnection postiz =
            credential -> {
                asked.incrementAndGet();
                if (reachable) {
                    return CredentialStatus.UNKNOWN;
                }
                throw PostizUnavailableException.later("The gateway cannot reach Postiz.");
            };

    @Test
    void a_postiz_that_refuses_a_call_without_a_key_is_up() {
        Health health = every(Duration.ofMinutes(1)).health();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("url", URL).containsKey("checked");
    }

    @Test
    void a_postiz_without_an_answer_is_down_and_the_reason_is_told() {
        reachable = false;

        Health health = every(Duration.ofMinutes(1)).health();

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("url", URL)
                .extractingByKey("reason")
                .asString()
                .startsWith("The gateway cannot reach Postiz.");
    }

    @Test
    void postiz_is_not_asked_for_each_question_about_health() {
        UpstreamHealthIndicator upstream = every(Duration.ofMinutes(1));

        for (int i = 0; i < 100; i++) {
            upstream.health();
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void an_outage_and_its_end_are_noticed_after_an_interval() {
        UpstreamHealthIndicator upstream = every(Duration.ofMillis(20));
        assertThat(upstream.health().getStatus()).isEqualTo(Status.UP);

        reachable = false;
        Awaitility.await().until(() -> upstream.health().getStatus().equals(Status.DOWN));

        reachable = true;
        Awaitility.await().until(() -> upstream.health().getStatus().equals(Status.UP));
    }

    private UpstreamHealthIndicator every(Duration interval) {
        return new UpstreamHealthIndicator(postiz, URL, interval);
    }
}
