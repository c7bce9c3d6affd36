package org.postizgateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.GatewayApplication;
import org.postizgateway.security.credential.TenantHash;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Whatever goes wrong with a request under /ops is a problem document; and tenants by their key.
 */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=0123456789abcdef"
        })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Timeout(60)
class OpsProblemsTest {

    private static final String TOKEN = "Bearer 0123456789abcdef";
    private static final String KEY = "key-of-a-tenant-0123456789";

    @TempDir private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    @LocalServerPort private int port;
    @Autowired private TenantHash hash;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("gateway.data-dir", data::toString);
    }

    private HttpResponse<String> send(
            String method, String path, String type, String body, String authorization)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .header("Accept", body.contains(KEY) ? "*/*" : "text/html");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /ops/dead-letters,            401, no",
        "GET,    /ops/dead-letters/none,       404, yes",
        "GET,    /ops/dead-letters?limt=1,     400, yes",
        "GET,    /ops/dead-letters?tool=a%00b, 400, yes",
        "GET,    /ops/audit/verify?from=2026,  400, yes",
        "GET,    /ops/audit,                   406, yes",
        "GET,    /ops/routes?tool=groupList,   400, yes",
        "DELETE, /ops/dead-letters/x?nots=old, 400, yes",
        "PATCH,  /ops/dead-letters,            405, yes",
        "GET,    /ops,                         404, yes",
        "GET,    /ops/nothing-here,            404, yes",
        "GET,    /ops//dead-letters,           400, yes",
        "GET,    /ops/dead-letters/%2e%2e%2fx, 400, yes",
        "POST,   /ops/tenant-hash,             415, yes",
        "GET,    /ops/tenant-hash,             405, yes",
        "GET,    /error,                       404, yes",
    })
    void an_error_is_a_problem_document(String method, String path, int status, String token)
            throws Exception {
        HttpResponse<String> answer =
                send(method, path, "application/xml", "", token.equals("yes") ? TOKEN : "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"{", "[]", "{}", "{\"key\":\"two words\"}"})
    void a_body_that_holds_no_key_is_a_problem_document(String body) throws Exception {
        HttpResponse<String> answer =
                send("POST", "/ops/tenant-hash", "application/json", body, TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Failed to read");
    }

    @Test
    void the_tenant_of_a_key_cannot_be_told_without_postiz_and_the_key_is_nowhere_after_that(
            CapturedOutput output) throws Exception {
        HttpResponse<String> text =
                send("POST", "/ops/tenant-hash", "text/plain", KEY + "\n", TOKEN);
        HttpResponse<String> json =
                send(
                        "POST",
                        "/ops/tenant-hash",
                        "application/json",
                        "{\"key\":\"" + KEY + "\"}",
                        TOKEN);

        assertThat(text.statusCode()).as(text.body()).isEqualTo(503);
        assertThat(text.body()).contains("Postiz has to say whose the key is").doesNotContain(KEY);
        assertThat(json.body()).isEqualTo(text.body());
        assertThat(output).doesNotContain(KEY);
        assertThat(send("POST", "/ops/tenant-hash", "text/plain", KEY, "").statusCode())
                .isEqualTo(401);
    }
}
