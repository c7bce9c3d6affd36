package org.postizgateway.security.credential;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.postizgateway.bound.Rate;
import org.postizgateway.security.upstream.PostizInstances;

/** Checks of credentials with a clock of their own, and a Postiz that answers as a test says. */
abstract class AskedPostiz {

    static final String HERE = "192.0.2.1";
    static final TenantHash HASH = new TenantHash("a secret of the test".getBytes());
    static final int AT_ONCE = 8;
    static final int REMEMBERED = 100;
    static final Rate.Limit PER_ADDRESS = new Rate.Limit(1, 20);
    static final Rate.Limit IN_ALL = new Rate.Limit(100, 100);

    final AtomicLong nanos = new AtomicLong();
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    AccountSource account = credential -> Optional.empty();
    final List<String> exceeded = new CopyOnWriteArrayList<>();
    CredentialChecks checks;
    Tenants tenants;

    CredentialChecks asking(PostizConnection postiz) {
        tenants =
                new Tenants(
                        account,
                        PostizInstances.only(URI.create("http://postiz")),
                        HASH,
                        REMEMBERED,
                        nanos::get);
        checks =
                new CredentialChecks(
                        credential -> {
                            asked.incrementAndGet();
                            return postiz.check(credential);
                        },
                        tenants,
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

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    CompletableFuture<CredentialStatus> check(String credential) {
        return check(credential, HERE);
    }

    CompletableFuture<CredentialStatus> check(String credential, String address) {
        return checks.check(credential, address).toCompletableFuture();
    }

    void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
