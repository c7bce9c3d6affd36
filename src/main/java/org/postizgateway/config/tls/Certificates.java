package org.postizgateway.config.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.info.SslInfo.CertificateInfo;
import org.springframework.boot.info.SslInfo.CertificateValidityInfo.Status;

/** The certificates that the gateway shows, as they are now. */
public final class Certificates {

    /** As Spring Boot's health warns of an end unless it is told otherwise. */
    public static final Duration SOON = Duration.ofDays(14);

    private Certificates() {}

    /** Those of all bundles, with the authorities in their chains. */
    public static List<Known> of(SslInfo info) {
        List<Known> known = new ArrayList<>();
        info.getBundles()
                .forEach(
                        bundle ->
                                bundle.getCertificateChains().stream()
                                        .flatMap(chain -> chain.getCertificates().stream())
                                        .map(found -> new Known(bundle.getName(), found))
                                        .forEach(known::add));
        return known;
    }

    /** One certificate. Two are equal that are the same certificate of the same bundle. */
    public static final class Known {

        private final String bundle;
        private final CertificateInfo certificate;

        private Known(String bundle, CertificateInfo certificate) {
            this.bundle = bundle;
            this.certificate = certificate;
        }

        /** Whether it can be used. */
        public Status status() {
            return certificate.getValidity().getStatus();
        }

        /** Which it is and until when it is good, without a full stop. */
        public String sentence() {
            Instant ends = certificate.getValidityEnds();
            String which =
                    "The certificate %s of the TLS bundle %s"
                            .formatted(certificate.getSubject(), bundle);
            return switch (status()) {
                case NOT_YET_VALID ->
                        which + " is not good before " + certificate.getValidityStarts();
                case EXPIRED -> which + " ended at " + ends;
                case VALID, WILL_EXPIRE_SOON ->
                        "%s ends in %d days, at %s"
                                .formatted(
                                        which,
                                        Duration.between(Instant.now(), ends).toDays(),
                                        ends);
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known that
                    && bundle.equals(that.bundle)
                    && certificate.getSerialNumber().equals(that.certificate.getSerialNumber())
                    && certificate.getSubject().equals(that.certificate.getSubject());
        }

        @Override
        public int hashCode() {
            return Objects.hash(bundle, certificate.getSerialNumber());
        }
    }
}
