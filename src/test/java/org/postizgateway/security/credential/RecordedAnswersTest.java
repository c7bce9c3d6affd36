package org.postizgateway.security.credential;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postizgateway.postiz.Recordings;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizUnavailableException;

/** What a real Postiz answered to {@code is-connected} is understood. */
class RecordedAnswersTest {

    /** What each recorded answer says about the credential of its request. */
    private static final Map<String, String> MEANING =
            Map.of(
                    "auth-01-raw-key", "VALID",
                    "auth-02-bearer-key", "UNKNOWN",
                    "auth-03-missing", "UNKNOWN",
                    "auth-07-bearer-pos-token", "UNKNOWN",
                    "auth-10-key-uppercase", "UNKNOWN",
                    "outage-postgres-01-is-connected", "503 SERVICE_UNAVAILABLE",
                    "outage-postgres-05-wrong-key", "503 SERVICE_UNAVAILABLE",
                    "outage-postgres-09-after-restart", "VALID",
                    "outage-redis-02-is-connected", "VALID");

    @RegisterExtension
    private final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    @TestFactory
    Stream<DynamicTest> a_recorded_answer_is_understood() {
        return Recordings.named("(auth|outage)-")
                .filter(recording -> MEANING.containsKey(name(recording)))
                .map(
                        recording ->
                                DynamicTest.dynamicTest(
                                        name(recording),
                                        () ->
                                                assertThat(meaning(recording))
                                                        .isEqualTo(MEANING.get(name(recording)))));
    }

    private static String name(Map<String, Object> recording) {
        return recording.get("name").toString();
    }

    private String meaning(Map<String, Object> recording) {
        postiz.stubFor(any(anyUrl()).willReturn(replayed(Recordings.response(recording))));
        PostizHttp http = new PostizHttp(Duration.ofSeconds(2), Duration.ofSeconds(5));
        try {
            return new HttpPostizConnection(
                            http, new PostizInstance("", URI.create(postiz.baseUrl())))
                    .check("a-key")
                    .name();
        } catch (PostizUnavailableException e) {
            return e.status().toString();
        }
    }

    private static ResponseDefinitionBuilder replayed(Map<String, Object> response) {
        ResponseDefinitionBuilder answer =
                aResponse()
                        .withStatus((Integer) response.get("status"))
                        .withBody(Recordings.body(response));
        JsonBody.readObject(response.get("headers"))
                .forEach(
                        (header, value) -> {
                            if (!header.equalsIgnoreCase("content-length")
                                    && !header.equalsIgnoreCase("transfer-encoding")) {
                                answer.withHeader(header, value.toString());
                            }
                        });
        return answer;
    }
}
