package org.postizgateway.config.setting;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.server.Ssl;

/**
 * TLS of a port.
 *
 * @param bundle name of one of Spring Boot's SSL bundles ({@code spring.ssl.bundle.*}); empty for a
 *     port without TLS
 * @param clientAuth whether whoever connects shows a certificate: {@code NONE} are asked for, those
 *     of callers that {@code WANT} to, or callers {@code NEED} one
 */
public record TlsSettings(
        @DefaultValue("") String bundle, @DefaultValue("NONE") Ssl.ClientAuth clientAuth) {

    /** Whether the port has TLS. */
    public boolean isOn() {
        return !bundle.isBlank();
    }

    /** Whether certificates of callers are looked at. */
    public boolean asksForCertificates() {
        return clientAuth != Ssl.ClientAuth.NONE;
    }
}
