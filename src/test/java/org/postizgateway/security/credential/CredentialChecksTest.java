package org.postizgateway.security.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.security.credential.CredentialStatus.UNKNOWN;
import static org.postizgateway.security.credential.CredentialStatus.VALID;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.upstream.PostizUnavailableException;

/** What is remembered of credentials, and how what nobody knows yet is kept from those who do. */
class CredentialChecksTest extends AskedPostiz {

    @Test
    void an_accepted_credential_is_asked_about_again_after_its_time() {
        asking(credential -> VALID);

        check("key").join();
        pass(Duration.ofSeconds(59));
        check("key").join();
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(2));
        check("key").join();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_refused_credential_is_asked_about_again_sooner() {
        asking(credential -> UNKNOWN);

        check("key").join();
        pass(Duration.ofSeconds(9));
        check("key").join();
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(2));
        assertThat(check("key").join()).isEqualTo(UNKNOWN);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_credential_that_is_no_longer_right_is_refused_once_its_time_is_over() {
        asking(credential -> asked.get() == 1 ? VALID : UNKNOWN);

        assertThat(check("key").join()).isEqualTo(VALID);
        pass(Duration.ofSeconds(61));

        assertThat(check("key").join()).isEqualTo(UNKNOWN);
        assertThat(check("key").join()).isEqualTo(UNKNOWN);
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_accepted_credential_is_let_in_while_Postiz_is_slow_or_down_but_not_for_ever() {
        asking(
                credential -> {
                    if (asked.get() == 2) {
                        awaitRelease();
                    } else if (asked.get() > 2) {
                        throw PostizUnavailableException.later("Down.");
                    }
                    return VALID;
                });
        check("key").join();
        pass(Duration.ofSeconds(61));

        assertThat(check("key")).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(VALID);
        assertThat(check("key")).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(VALID);
        assertThat(asked).hasValue(2);
        release.countDown();

        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(check("key").join()).isEqualTo(VALID));
        pass(Duration.ofSeconds(361));
        assertThatThrownBy(() -> check("key").join())
                .hasCauseInstanceOf(PostizUnavailableException.class);
    }

    @Test
    void an_outage_is_not_remembered() {
        asking(
                credential -> {
                    if (asked.get() == 1) {
                        throw PostizUnavailableException.later("Down.");
                    }
                    return VALID;
                });

        assertThatThrownBy(() -> check("key").join())
                .hasCauseInstanceOf(PostizUnavailableException.class);
        assertThat(check("key").join()).isEqualTo(VALID);
    }
}
