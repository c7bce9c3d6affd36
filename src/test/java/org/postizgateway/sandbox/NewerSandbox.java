package org.postizgateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.sandbox.state.PostizVersion;

/** A sandbox that is a newer Postiz. */
@Timeout(60)
abstract class NewerSandbox {

    static PostizSandbox sandbox;
    static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox =
                new PostizSandbox(SandboxSettings.forTests().postiz(PostizVersion.NOVEMBER_2026))
                        .start();
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.stop();
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    static JsonNode content(String tool, String arguments) throws Exception {
        return client.tool(tool, arguments).path("structuredContent");
    }
}
