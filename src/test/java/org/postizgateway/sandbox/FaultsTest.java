package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.Operation;

/** Every fault looks on the wire like what it stands for. */
class FaultsTest extends CreatesOverSockets {

    @Test
    void a_reset_before_processing_leaves_nothing_behind() {
        sandbox.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST));

        assertThatThrownBy(FaultsTest::createOverSocket)
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(sandbox.posts().all()).isEmpty();
        assertThat(sandbox.requests().count(Operation.CREATE_POST)).isEqualTo(1);
    }

    @Test
    void a_reset_after_processing_hides_what_was_done() {
        sandbox.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());

        assertThatThrownBy(FaultsTest::createOverSocket)
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(sandbox.posts().all()).hasSize(1);
    }

    @Test
    void a_closed_connection_ends_without_a_byte() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.CLOSE).afterwards());

        assertThat(createOverSocket()).isEmpty();
        assertThat(sandbox.posts().all()).hasSize(1);
    }

    @Test
    void a_fault_can_be_kept_for_requests_that_contain_a_text() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.CLOSE).containing("not in a create"));
        sandbox.faults().add(FaultRule.of(Fault.CLOSE).containing("integration").afterwards());

        assertThat(createOverSocket()).isEmpty();
        assertThat(sandbox.posts().all()).hasSize(1);
        assertThat(sandbox.faults().pending())
                .extracting(FaultRule::containing)
                .containsExactly("not in a create");
    }

    @Test
    void a_cut_answer_announces_more_than_it_sends() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.CUT));

        String answer = createOverSocket();

        String[] parts = answer.split("\r\n\r\n", 2);
        int announced =
                Integer.parseInt(parts[0].replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
        assertThat(parts[0]).startsWith("HTTP/1.1 201");
        assertThat(parts[1]).startsWith("[{\"postId\"").hasSize(announced / 2);
        assertThat(sandbox.posts().all()).hasSize(1);
    }

    @Test
    void a_process_that_dies_has_stored_the_first_posts() {
        sandbox.faults().add(FaultRule.of(Fault.DIE).on(Operation.CREATE_POST).storing(2));
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();

        assertThatThrownBy(
                        () ->
                                client.post(
                                        "/public/v1/posts",
                                        SandboxClient.creates(x, "one", "two", "three")))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.posts().all()).extracting(Post::content).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS, 429, application/json",
        "INTERNAL_ERROR, 500, application/json",
        "BAD_GATEWAY, 502, text/html",
        "UNAVAILABLE, 503, text/html",
        "GATEWAY_TIMEOUT, 504, text/html",
        "HTML_PAGE, 200, text/html",
        "LOGIN_REDIRECT, 307, text/plain",
        "MALFORMED_JSON, 200, application/json",
        "HUGE_BODY, 200, application/json"
    })
    void other_faults_are_answers(Fault fault, int status, String type) throws Exception {
        sandbox.faults().add(FaultRule.of(fault));
        sandbox.faults().add(FaultRule.of(fault).afterwards());

        for (int expectedPosts : new int[] {0, 1}) {
            HttpResponse<String> answer = create();

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith(type);
            assertThat(sandbox.posts().all()).hasSize(expectedPosts);
        }
    }

    @Test
    void the_huge_body_is_as_large_as_announced() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.HUGE_BODY));

        assertThat(create().body()).hasSize(50 * 1024 * 1024);
    }

    @Test
    void a_failed_credential_lookup_has_no_body() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.EMPTY_UNAUTHORIZED));

        HttpResponse<String> answer = create();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("logout")).hasValue("true");
    }

    @Test
    void retry_after_is_sent_when_it_is_set() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.TOO_MANY_REQUESTS));
        sandbox.faults()
                .add(FaultRule.of(Fault.TOO_MANY_REQUESTS).retryAfter(Duration.ofSeconds(7)));

        assertThat(create().headers().firstValue("retry-after")).isEmpty();
        assertThat(create().headers().firstValue("retry-after")).hasValue("7");
    }

    @Test
    void a_rule_hits_only_its_operation_and_only_as_often_as_it_says() throws Exception {
        sandbox.faults()
                .add(
                        FaultRule.of(Fault.BAD_GATEWAY)
                                .on(Operation.CREATE_POST)
                                .skipping(1)
                                .times(2));

        assertThat(client.get("/public/v1/is-connected").statusCode()).isEqualTo(200);
        assertThat(create().statusCode()).isEqualTo(201);
        assertThat(create().statusCode()).isEqualTo(502);
        assertThat(create().statusCode()).isEqualTo(502);
        assertThat(create().statusCode()).isEqualTo(201);
        assertThat(sandbox.faults().pending()).isEmpty();
    }

    @Test
    void a_tool_call_is_an_operation_of_its_own() throws Exception {
        sandbox.faults().add(FaultRule.of(Fault.RESET).on(Operation.MCP_GENERATE_IMAGE));

        assertThat(client.tool("groupList", "{}").path("isError").asBoolean()).isFalse();
        assertThatThrownBy(() -> client.tool("generateImageTool", "{\"prompt\":\"x\"}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_fault_after_a_generation_waits_for_it() throws Exception {
        sandbox.conditions().setVideoDuration(Duration.ofMillis(200));
        sandbox.faults()
                .add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.GENERATE_VIDEO).afterwards());

        HttpResponse<String> answer =
                client.post(
                        "/public/v1/generate-video",
                        """
                        {"type":"veo3","output":"vertical",
                         "customParams":{"prompt":"a cat","images":[]}}""");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(sandbox.media().all()).hasSize(1);
    }
}
