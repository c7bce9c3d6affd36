package org.postizgateway.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with the organizations that it has by default, as new before each test. */
abstract class RunningSandbox {

    static PostizSandbox sandbox;
    static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = new PostizSandbox(SandboxSettings.forTests()).start();
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
}
