package org.postizgateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.GatewayApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Guesses and forgotten pages, over a socket. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/console-${PID:0}",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=" + SignInTest.OPERATE,
            "ops.session-timeout=2s",
            "ledger.url=jdbc:h2:mem:slowed-sign-in;DB_CLOSE_DELAY=-1"
        })
@DirtiesContext
@Timeout(120)
class SlowedSignInTest {

    @LocalServerPort private int port;

    @Test
    void a_session_ends_although_its_page_refreshes_itself_and_guesses_are_slowed_down() {
        Browser forgotten = Browser.signedIn(port, SignInTest.OPERATE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(forgotten.get("/console/live/now").status())
                                        .isEqualTo(302));

        Browser guesser = new Browser(port);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(guesser.signIn("wrong").status()).isEqualTo(429));
        Browser.Page refused = guesser.signIn(SignInTest.OPERATE);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("Too many wrong tokens");
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(guesser.post("/console/sign%2Din", Map.of("token", "wrong")).status())
                .as("the same path in another spelling")
                .isEqualTo(429);
    }
}
