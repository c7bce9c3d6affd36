package org.postizgateway.security.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.security.credential.CredentialStatus.UNKNOWN;
import static org.postizgateway.security.credential.CredentialStatus.VALID;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.upstream.PostizUnavailableException;

/**
 * How credentials that nobody knows are kept from those who are known, and how much is remembered.
 */
class CredentialFloodTest extends AskedPostiz {

    @Test
    void callers_with_the_same_credential_share_one_request_and_hold_no_thread() {
        asking(
                credential -> {
                    awaitRelease();
                    return VALID;
                });
        int before = Thread.activeCount();

        List<CompletableFuture<CredentialStatus>> calls =
                IntStream.range(0, 1_000).mapToObj(i -> check("key")).toList();
        await().untilAsserted(() -> assertThat(asked).hasValue(1));
        assertThat(Thread.activeCount() - before).isLessThan(5);
        release.countDown();

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(VALID));
        assertThat(asked).hasValue(1);
    }

    @Test
    void callers_with_the_same_credential_share_one_outage() {
        asking(
                credential -> {
                    awaitRelease();
                    throw PostizUnavailableException.later("Down.");
                });

        CompletableFuture<CredentialStatus> first = check("key");
        CompletableFuture<CredentialStatus> second = check("key");
        release.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(5));
        assertThat(second).failsWithin(Duration.ofSeconds(5));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_flood_from_one_address_leaves_room_for_another_and_for_those_who_are_known() {
        asking(
                credential -> {
                    if (credential.startsWith("wrong")) {
                        awaitRelease();
                        return UNKNOWN;
                    }
                    return VALID;
                });
        check("known").join();
        List<CompletableFuture<CredentialStatus>> flood =
                IntStream.range(0, 16).mapToObj(i -> check("wrong" + i)).toList();
        pass(Duration.ofSeconds(61));

        assertThat(check("new", "192.0.2.2"))
                .succeedsWithin(Duration.ofMillis(900))
                .isEqualTo(VALID);
        assertThat(check("known")).succeedsWithin(Duration.ofMillis(900)).isEqualTo(VALID);
        assertThat(flood.get(15))
                .as("one that waited its second")
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(PostizUnavailableException.class);
        assertThat(asked).hasValue(1 + AT_ONCE / 4 + 2);
        assertThat(exceeded).contains("credential-checks");
    }

    @Test
    void an_address_whose_credentials_are_wrong_is_slowed_down() {
        asking(credential -> UNKNOWN);
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            try {
                check("wrong" + i).join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(CheckRefusedException.class);
                assertThat(((CheckRefusedException) e.getCause()).retryAfter()).isPositive();
                refused++;
            }
        }

        assertThat(asked).hasValueLessThan(5);
        assertThat(refused).isGreaterThan(35);
        assertThat(exceeded).hasSize(refused).containsOnly("credential-checks");
        assertThat(check("other", "192.0.2.2").join()).isEqualTo(UNKNOWN);
        pass(Duration.ofSeconds(60));
        assertThat(check("later").join()).isEqualTo(UNKNOWN);
    }

    @Test
    void right_credentials_of_one_address_are_not_slowed_down_as_wrong_ones_are() {
        asking(credential -> VALID);

        for (int i = 0; i < 20; i++) {
            assertThat(check("key" + i).join()).isEqualTo(VALID);
        }
    }

    @Test
    void no_more_than_so_many_are_remembered() {
        asking(credential -> VALID);
        int many = 20 * REMEMBERED;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < many; i++) {
                pass(Duration.ofMillis(10));
                check("key" + i, "192.0.2." + i % 100).join();
            }
        }

        // those that are too many go soon, not at once
        assertThat(asked).hasValueBetween(many + many / 2, 2 * many);
    }

    @Test
    void what_can_be_no_credential_is_never_asked_about() {
        asking(credential -> VALID);

        assertThat(check("two words").join()).isEqualTo(UNKNOWN);
        assertThat(check("x".repeat(513)).join()).isEqualTo(UNKNOWN);
        assertThat(asked).hasValue(0);
    }
}
