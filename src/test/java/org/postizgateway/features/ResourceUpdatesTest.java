package org.postizgateway.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.acceptance.Product;
import org.postizgateway.generation.Serving;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.ResourceUpdate;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/**
 * Who watches a resource is told of what calls of the same organization change, and nobody else.
 */
@Timeout(300)
class ResourceUpdatesTest {

    private static final String UPDATED = "notifications/resources/updated";

    /** Of a resource that all are told of. */
    private static final String MARK = "test://mark";

    private static final String WEEK = "postiz://posts/2099-12-01/2099-12-07";

    @AutoClose
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @AutoClose
    private static final Product PRODUCT = Product.before(SANDBOX, Map.of("ledger.patience", "3s"));

    private final Client client = new Client(PRODUCT.port(), "sandbox-key");
    private final Client stranger = new Client(PRODUCT.port(), "sandbox-key-2");

    @Test
    void a_subscription_hears_that_its_posts_changed() throws Exception {
        try (MessageStream mine = watch(client, WEEK);
                MessageStream foreign = watch(stranger, WEEK)) {
            ResourcesTest.schedule(client, 1, 1);
            assertThat(mine.params(UPDATED)).containsEntry("uri", WEEK);

            tell(MARK);
            assertThat(foreign.params(UPDATED)).containsEntry("uri", MARK);
        }
    }

    @Test
    void a_session_hears_that_its_posts_changed() throws Exception {
        Client.Session mine = client.begin();
        Client.Session foreign = stranger.begin();
        try (MessageStream told = mine.listen();
                MessageStream strange = foreign.listen()) {
            mine.result("resources/subscribe", Map.of("uri", WEEK));
            foreign.result("resources/subscribe", Map.of("uri", WEEK));
            ResourcesTest.schedule(client, 2, 1);
            assertThat(told.params(UPDATED)).containsEntry("uri", WEEK);

            foreign.end();
            assertThat(strange.toEnd())
                    .extracting(message -> message.get("method"))
                    .doesNotContain(UPDATED);
        }
    }

    @Test
    void a_job_is_heard_of_when_it_ends() throws Exception {
        SANDBOX.conditions().setVideoDuration(Duration.ofMinutes(2));
        String job = ResourcesTest.job(client);
        String uri = "postiz://jobs/" + job;
        try (MessageStream mine = watch(client, uri)) {
            client.result(
                    "tools/call",
                    Map.of("name", "mediaJobCancel", "arguments", Map.of("jobId", job)));
            assertThat(mine.params(UPDATED)).containsEntry("uri", uri);
        }
    }

    /** Tells everybody. */
    private static void tell(String uri) {
        PRODUCT.bean(Serving.class)
                .context()
                .map(FeatureRegistry::of)
                .orElseThrow()
                .resourceUpdated(new ResourceUpdate(uri, Optional.empty()));
    }

    private static MessageStream watch(Client who, String uri) throws Exception {
        MessageStream stream =
                who.call(
                        "subscriptions/listen",
                        Map.of(
                                "notifications",
                                Map.of("resourceSubscriptions", List.of(uri, MARK))));
        assertThat(stream.next())
                .as("acknowledged")
                .containsEntry("method", "notifications/subscriptions/acknowledged");
        return stream;
    }
}
