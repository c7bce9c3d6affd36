package org.postizgateway.config.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.mock.env.MockEnvironment;

/** An operator learns which setting holds the port that is taken. */
class TakenPortFailureAnalyzerTest {

    private final TakenPortFailureAnalyzer analyzer =
            new TakenPortFailureAnalyzer(
                    new MockEnvironment()
                            .withProperty("gateway.port", "8080")
                            .withProperty("gateway.address", "127.0.0.1")
                            .withProperty("server.port", "8081")
                            .withProperty("server.address", "127.0.0.1")
                            .withProperty("sandbox.port", "8082")
                            .withProperty("sandbox.address", "127.0.0.1"));

    private FailureAnalysis report(Throwable failure) {
        return analyzer.analyze(new IllegalStateException("start", failure));
    }

    @Test
    void names_the_port_of_the_front_doors() {
        FailureAnalysis report =
                report(new RuntimeCamelException(new BindException("Address already in use")));

        assertThat(report.getDescription())
                .isEqualTo(
                        "GATEWAY_PORT 8080 at GATEWAY_ADDRESS 127.0.0.1 cannot be listened on: Address already in use.");
        assertThat(report.getAction()).contains("another GATEWAY_PORT");
    }

    @Test
    void names_the_operators_port_and_that_of_the_sandbox() {
        assertThat(report(new PortInUseException(8081)).getDescription())
                .isEqualTo("OPS_PORT 8081 at OPS_ADDRESS 127.0.0.1 is in use.");
        assertThat(report(new PortInUseException(8082)).getDescription())
                .startsWith("SANDBOX_PORT 8082 at SANDBOX_ADDRESS 127.0.0.1");
    }

    @Test
    void names_the_operators_address_when_this_machine_does_not_have_it() {
        assertThat(
                        report(
                                        new WebServerException(
                                                "Unable to start",
                                                new BindException(
                                                        "Cannot assign requested address")))
                                .getDescription())
                .startsWith("OPS_PORT 8081 at OPS_ADDRESS 127.0.0.1 cannot be listened on: Cannot");
    }

    @Test
    void leaves_other_failures_to_others() {
        assertThat(report(new IllegalArgumentException("something else"))).isNull();
    }
}
