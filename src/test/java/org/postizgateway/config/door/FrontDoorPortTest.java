package org.postizgateway.config.door;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.springframework.boot.web.server.PortInUseException;

/** A gateway that cannot be reached does not start. */
class FrontDoorPortTest {

    @Test
    void a_port_in_use_refuses_the_start() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServerConfiguration server =
                    new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(taken.getLocalPort());
            context.start();

            assertThatThrownBy(
                            () ->
                                    new HttpConfiguration()
                                            .frontDoorLifecycle(
                                                    new StrictHttpServer(
                                                            server,
                                                            HttpLimits.standard(),
                                                            limit -> {}),
                                                    server)
                                            .beforeApplicationStart(context))
                    .isInstanceOf(PortInUseException.class);
        }
    }
}
