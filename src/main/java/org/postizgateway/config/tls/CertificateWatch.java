package org.postizgateway.config.tls;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.info.SslInfo.CertificateValidityInfo.Status;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.support.TaskUtils;

/** Logs once of each certificate that it ends soon, and once that it has ended. */
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final SslInfo certificates;
    private final Map<Certificates.Known, Status> told = new HashMap<>();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(daemons());

    CertificateWatch(SslInfo certificates) {
        this.certificates = certificates;
    }

    /** Looks now, and then each time that the interval has passed. */
    CertificateWatch every(Duration interval) {
        executor.scheduleWithFixedDelay(
                TaskUtils.decorateTaskWithErrorHandler(this::look, null, true),
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    void look() {
        List<Certificates.Known> now = Certificates.of(certificates);
        told.keySet().retainAll(now);
        for (Certificates.Known certificate : now) {
            Status before = told.put(certificate, certificate.status());
            if (before == certificate.status() || certificate.status() == Status.VALID) {
                continue;
            }
            if (certificate.status() == Status.WILL_EXPIRE_SOON) {
                LOG.warn("{}. Renew it; see docs/tls.md.", certificate.sentence());
            } else {
                LOG.error("{}. Connections with it fail; see docs/tls.md.", certificate.sentence());
            }
        }
    }

    private static CustomizableThreadFactory daemons() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("certificate-watch-");
        threads.setDaemon(true);
        return threads;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
