package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.ledger.Cluster.unique;

import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call whose first attempt certainly had no effect, and that lost its place in the pause before
 * the second: to a replica that took this one for dead, or by an operator.
 */
class HeldCallTest {

    private static final String[] TOOLS = {"guardedPostTool", "guardedVideoTool"};

    private final Cluster cluster = Cluster.on(Database.H2);
    private final String tenant = unique("tenant");
    private final String content = unique("content");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner = 'another'",
                "run = run + 1",
                "state = 'FAILED', reason = 'NOT_CREATED'",
                "state = 'UNKNOWN'",
                "state = 'CANCELLED'"
            })
    void is_not_sent_again(String change) {
        for (String tool : TOOLS) {
            String content = unique("content");
            cluster.postiz.when(
                    content,
                    exchange -> {
                        cluster.a
                                .sql()
                                .sql(
                                        "UPDATE ledger_call SET "
                                                + change
                                                + " WHERE tenant = :tenant AND state = 'RUNNING'")
                                .param("tenant", tenant)
                                .update();
                        throw new ConnectException("refused");
                    });

            Exchange answer = cluster.a.call(tool, tenant, content);

            assertThat(cluster.postiz.received(content)).as(tool).isOne();
            assertThat(answer.getProperty(CallProperties.OUTCOME)).isNotEqualTo("done");
        }
    }

    @Test
    void is_not_sent_again_when_the_ledger_cannot_tell_whose_it_is() {
        for (String tool : TOOLS) {
            String content = unique("content");
            Gateway cutOff = Gateway.on(Database.H2.freshUrl(), cluster.postiz);
            cluster.postiz.when(
                    content,
                    exchange -> {
                        cutOff.kill();
                        throw new ConnectException("refused");
                    });

            cutOff.call(tool, tenant, content);

            assertThat(cluster.postiz.received(content)).as(tool).isOne();
            cutOff.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"guardedPostTool", "guardedVideoTool"})
    void is_sent_again_while_it_is_held(String tool) {
        AtomicInteger attempts = new AtomicInteger();
        cluster.postiz.when(
                content,
                exchange -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new ConnectException("refused");
                    }
                    cluster.postiz.create(exchange);
                });

        Exchange answer = cluster.a.call(tool, tenant, content);

        assertThat(cluster.postiz.created(content)).isOne();
        assertThat(answer.getProperty(CallProperties.OUTCOME)).isEqualTo("done");
    }
}
