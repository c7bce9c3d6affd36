package org.postizgateway.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.junit.jupiter.api.Test;

class StrictHttpServerTest {

    @Test
    void one_that_does_not_listen_has_no_connections() {
        StrictHttpServer server =
                new StrictHttpServer(
                        new VertxPlatformHttpServerConfiguration(),
                        HttpLimits.standard(),
                        bound -> {},
                        false,
                        Optional.empty());

        assertThat(server.connections().count()).isZero();
        assertThat(server.connections().unsentBytes()).isZero();
    }
}
