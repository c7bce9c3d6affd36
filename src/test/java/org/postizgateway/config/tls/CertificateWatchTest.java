package org.postizgateway.config.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.TestClock;
import org.postizgateway.config.tls.Authority.Issued;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.ssl.SslHealthIndicator;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A certificate that ends while the gateway runs. */
@Timeout(120)
class CertificateWatchTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final TestClock clock = new TestClock(Instant.now());

    @TempDir private Path directory;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    private List<String> told() {
        return log.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void is_told_once_before_and_once_after_and_by_health() throws Exception {
        Issued issued = new Authority(directory).issue("short");
        clock.set(Instant.now());
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "spring.ssl.bundle.pem.door.keystore.certificate",
                                        issued.certificatePem(),
                                        "spring.ssl.bundle.pem.door.keystore.private-key",
                                        issued.keyPem())));
        SslInfo info = new SslInfo(TlsBundles.read(settings), Certificates.SOON, clock);
        SslHealthIndicator health = new SslHealthIndicator(info);
        try (CertificateWatch watch = new CertificateWatch(info)) {
            watch.look();
            assertThat(told()).isEmpty();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            clock.pass(Duration.ofDays(90));
            watch.look();
            watch.look();
            assertThat(told())
                    .singleElement()
                    .asString()
                    .startsWith("WARN The certificate CN=short of the TLS bundle door ends in ");

            log.list.clear();
            clock.pass(Duration.ofDays(11));
            watch.look();
            watch.look();
            assertThat(told())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR The certificate CN=short of the TLS bundle door ended at ");
            assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        }
    }

    @Test
    void goes_on_after_a_look_that_failed() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        SslInfo failing =
                new SslInfo(new DefaultSslBundleRegistry(), Certificates.SOON) {
                    @Override
                    public List<BundleInfo> getBundles() {
                        looks.countDown();
                        throw new IllegalStateException("being replaced");
                    }
                };
        try (CertificateWatch watch = new CertificateWatch(failing)) {
            watch.every(Duration.ofMillis(1));

            assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
