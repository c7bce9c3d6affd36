package org.postizgateway.security.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.security.credential.CredentialStatus.UNKNOWN;
import static org.postizgateway.security.credential.CredentialStatus.VALID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.bound.Rate;
import org.postizgateway.security.upstream.PostizUnavailableException;

/** What is remembered of credentials, and how what nobody knows yet is kept from those who do. */
class CredentialChecksTest {

    private static final String HERE = "192.0.2.1";
    private static final TenantHash HASH = new TenantHash("a secret of the test".getBytes());
    private static final int AT_ONCE = 8;
    private static final int REMEMBERED = 100;
    private static final Rate.Limit PER_ADDRESS = new Rate.Limit(1, 20);
    private static final Rate.Limit IN_ALL = new Rate.Limit(100, 100);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private AccountSource account = credential -> Optional.empty();
    private final List<String> exceeded = new CopyOnWriteArrayList<>();
    private CredentialChecks checks;

    private CredentialChecks asking(PostizConnection postiz) {
        checks =
                new CredentialChecks(
                        credential -> {
                            asked.incrementAndGet();
                            return postiz.check(credential);
                        },
                        new Tenants(account, HASH, 100, nanos::get),
                        HASH,
                        new CredentialChecks.Limits(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10),
                                REMEMBERED,
                                AT_ONCE,
                                PER_ADDRESS,
                                IN_ALL),
                        exceeded::add,
                        nanos::get);
        return checks;
    }

    @AfterEach
    void stop() {
        release.countDown();
        checks.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private CompletableFuture<CredentialStatus> check(String credential) {
        return check(credential, HERE);
    }

    private CompletableFuture<CredentialStatus> check(String credential, String address) {
        return checks.check(credential, address).toCompletableFuture();
    }

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
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 300; i++) {
                pass(Duration.ofMillis(10));
                check("key" + i, "192.0.2." + i % 100).join();
            }
        }

        assertThat(asked).hasValueBetween(600 - REMEMBERED, 600);
    }

    @Test
    void what_can_be_no_credential_is_never_asked_about() {
        asking(credential -> VALID);

        assertThat(check("two words").join()).isEqualTo(UNKNOWN);
        assertThat(check("x".repeat(513)).join()).isEqualTo(UNKNOWN);
        assertThat(asked).hasValue(0);
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void credentials_of_one_organization_are_one_tenant() {
        account = credential -> Optional.of(credential.startsWith("other") ? "o2" : "o1");
        asking(credential -> VALID);
        List.of("key", "pos_token", "other").forEach(credential -> check(credential).join());

        assertThat(checks.tenant("key")).isEqualTo(checks.tenant("pos_token"));
        assertThat(checks.tenant("other")).isNotEqualTo(checks.tenant("key"));
    }

    @Test
    void a_credential_is_a_tenant_of_its_own_where_postiz_does_not_tell() {
        asking(credential -> VALID);
        check("key").join();
        check("pos_token").join();

        assertThat(checks.tenant("key")).isEqualTo(new Tenant(HASH.of("key")));
        assertThat(checks.tenant("pos_token")).isNotEqualTo(checks.tenant("key"));
    }

    @Test
    void nobody_is_let_in_whose_tenant_cannot_be_known_for_now() {
        account =
                credential -> {
                    throw PostizUnavailableException.later("Postiz is away.");
                };
        asking(credential -> VALID);

        assertThatThrownBy(() -> check("key").join())
                .hasCauseInstanceOf(PostizUnavailableException.class);

        account = credential -> Optional.of("o1");
        asking(credential -> VALID);
        assertThat(check("key").join()).isEqualTo(VALID);
    }

    @Test
    void a_postiz_that_begins_to_tell_is_noticed_and_one_that_told_is_not_asked_again() {
        AtomicInteger questions = new AtomicInteger();
        account =
                credential -> {
                    questions.incrementAndGet();
                    return pastTenMinutes() ? Optional.of("o1") : Optional.empty();
                };
        asking(credential -> VALID);
        check("key").join();
        Tenant before = checks.tenant("key");
        for (int minute = 0; minute < 30; minute++) {
            pass(Duration.ofSeconds(61));
            check("key").join();
        }

        assertThat(checks.tenant("key")).isNotEqualTo(before);
        assertThat(questions).hasValue(2);
    }

    private boolean pastTenMinutes() {
        return nanos.get() > Duration.ofMinutes(10).toNanos();
    }
}
