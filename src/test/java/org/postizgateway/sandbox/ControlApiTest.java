package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.sandbox.state.TokenState;

/** People steer the sandbox over HTTP with the names that tests use. */
class ControlApiTest extends RunningSandbox {

    @Test
    void a_posted_fault_hits_the_next_request_of_its_operation() throws Exception {
        client.post(
                "/sandbox/faults", "{\"fault\":\"bad-gateway\",\"operations\":[\"list-groups\"]}");

        assertThat(client.get("/public/v1/is-connected").statusCode()).isEqualTo(200);
        assertThat(client.get("/public/v1/groups").statusCode()).isEqualTo(502);
        assertThat(client.get("/public/v1/groups").statusCode()).isEqualTo(200);
    }

    @Test
    void what_curl_sends_without_a_content_type_of_json_is_understood() throws Exception {
        client.send(
                client.request("/sandbox/faults")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("{\"fault\": \"unavailable\"}")));

        assertThat(client.get("/public/v1/groups").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,https://attacker.example",
        "localhost,null",
        "attacker.example,",
        "attacker.example,http://attacker.example",
        "localhost.attacker.example,"
    })
    void a_web_page_of_somebody_else_steers_nothing(String host, String origin) throws Exception {
        assertThat(fault("/sandbox/faults", host, origin)).startsWith("HTTP/1.1 403 ");
        assertThat(fault("/SANDBOX/faults", host, origin)).startsWith("HTTP/1.1 403 ");
        assertThat(client.get("/public/v1/groups").statusCode()).isEqualTo(200);
    }

    @Test
    void a_page_of_the_sandbox_itself_may_steer_it() throws Exception {
        String self = sandbox.baseUrl().replace("http://", "");

        assertThat(fault("/sandbox/faults", self, sandbox.baseUrl())).startsWith("HTTP/1.1 2");
    }

    /** Posts a fault as a page can without asking first. */
    private static String fault(String path, String host, String origin) throws Exception {
        String body = "{\"fault\":\"unavailable\"}";
        String head =
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: "
                        + body.length()
                        + (origin == null ? "" : "\r\nOrigin: " + origin)
                        + "\r\n\r\n";
        URI url = URI.create(sandbox.baseUrl());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void an_unknown_fault_is_refused_with_the_known_ones() throws Exception {
        HttpResponse<String> answer = client.post("/sandbox/faults", "{\"fault\":\"earthquake\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no fault is called earthquake").contains("RESET");
    }

    @Test
    void an_unknown_field_is_refused_by_name() throws Exception {
        HttpResponse<String> nothing =
                client.post("/sandbox/conditions", "{\"videoDuration\":null}");
        assertThat(nothing.body()).contains("videoDuration: must not be null");

        HttpResponse<String> answer = client.post("/sandbox/conditions", "{\"weather\":1}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("weather");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "faults     | {}                                           | fault is required",
                "faults     | {'fault':'reset','operations':'create-post'} | operations: must be a list",
                "faults     | {'fault':'reset','times':'often'}            | times: must be a whole number",
                "faults     | []                                           | must be an object",
                "conditions | {'videoDuration':'1m'}                       | videoDuration: must be a duration",
                "conditions | {'tokens':{'c1':'LOST'}}                     | tokens: must be one of [",
                "conditions | {'trial':'perhaps'}                          | trial: must be true or false",
                "clock      | {'advance':'1h'}                             | advance: must be a duration"
            })
    void what_is_wrong_is_told_without_the_names_of_classes(
            String path, String body, String expected) throws Exception {
        HttpResponse<String> answer =
                client.post("/sandbox/" + path, body.strip().replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(expected).doesNotContain("java", "postizgateway");
    }

    @Test
    void conditions_are_changed_one_by_one() throws Exception {
        client.post("/sandbox/conditions", "{\"videoDuration\":\"PT7S\"}");
        client.post("/sandbox/conditions", "{\"trial\":true,\"tokens\":{\"c1\":\"EXPIRED\"}}");

        assertThat(sandbox.conditions().getVideoDuration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(sandbox.conditions().isTrial()).isTrue();
        assertThat(sandbox.conditions().token("c1")).isEqualTo(TokenState.EXPIRED);
    }

    @Test
    void requests_posts_and_media_can_be_looked_at() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        client.post("/public/v1/posts", SandboxClient.create(x, "hello"));
        client.tool("generateImageTool", "{\"prompt\":\"a red fox\"}");

        assertThat(client.get("/sandbox/requests").body()).contains("CREATE_POST");
        assertThat(client.get("/sandbox/posts").body()).contains("\"content\":\"hello\"");
        assertThat(client.get("/sandbox/media").body()).contains("a red fox");
    }

    @Test
    void the_clock_moves_and_a_reset_forgets_everything() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        client.post("/public/v1/posts", SandboxClient.create(x, "hello"));
        client.post("/sandbox/clock", "{\"advance\":\"PT700800H\"}");
        assertThat(client.get("/sandbox/posts").body()).contains("PUBLISHED");

        client.post("/sandbox/reset", "");

        assertThat(client.get("/sandbox/posts").body()).isEqualTo("[]");
    }
}
