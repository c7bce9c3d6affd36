package org.postizgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Entries that are sent to a webhook, over a socket. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class AuditAnnouncerTest {

    @Test
    void what_is_logged_of_a_webhook_that_refuses_does_not_tell_its_address(CapturedOutput log)
            throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/",
                http -> {
                    http.sendResponseHeaders(500, -1);
                    http.close();
                });
        server.start();
        String hook =
                "http://localhost:%d/services/in-the-path".formatted(server.getAddress().getPort());
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:audit")
                                    .errorHandler(noErrorHandler())
                                    .setBody(constant("{}"))
                                    .to(hook);
                        }
                    });
            camel.start();
            ProducerTemplate template = camel.createProducerTemplate();

            new AuditAnnouncer(() -> template, Runnable::run)
                    .accept(
                            new AuditEntry(
                                    "a", 7, Instant.now(), "call", "tenant", "", "", "", "{}", ""));
        } finally {
            server.stop(0);
        }

        assertThat(log.getAll())
                .contains("Entry 7", "its route failed: HTTP status 500 from localhost")
                .doesNotContain("in-the-path");
    }
}
