package org.postizgateway.config.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.limit.LimitListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Who gets past the operators' port. Nothing is mapped behind it here: 404 means let in. */
@ExtendWith(OutputCaptureExtension.class)
class OpsSecurityTest {

    private static final String TOKEN = "operators-token-of-the-test";
    private static final int LET_IN = 404;

    private final List<String> exceeded = new ArrayList<>();

    private final WebApplicationContextRunner application =
            new WebApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    SecurityAutoConfiguration.class,
                                    UserDetailsServiceAutoConfiguration.class,
                                    WebMvcAutoConfiguration.class))
                    .withUserConfiguration(Server.class, OpsSecurityConfiguration.class)
                    .withBean("bounds", LimitListener.class, () -> exceeded::add);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ServerProperties.class)
    static class Server {}

    /** Sends requests through the security filters. */
    interface Operator {
        MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception;
    }

    private void with(String[] properties, Consumer<Operator> use) {
        application
                .withPropertyValues("ops.token=" + TOKEN, "server.address=127.0.0.1")
                .withPropertyValues(properties)
                .run(
                        context -> {
                            MockMvc mvc =
                                    MockMvcBuilders.webAppContextSetup(
                                                    context.getSourceApplicationContext())
                                            .addFilters(
                                                    context.getBean(
                                                            "springSecurityFilterChain",
                                                            Filter.class))
                                            .defaultRequest(get("/").header("Host", "localhost"))
                                            .build();
                            use.accept(request -> mvc.perform(request).andReturn().getResponse());
                        });
    }

    private int status(Operator operator, MockHttpServletRequestBuilder request) {
        try {
            return operator.send(request).getStatus();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void health_is_open(String path) {
        with(
                new String[] {"server.address=0.0.0.0"},
                operator -> assertThat(status(operator, get(path))).isEqualTo(LET_IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops/dead-letters", "/ops", "/actuator/env", "/actuator", "/x"})
    void everything_else_wants_the_token(String path) {
        with(
                new String[0],
                operator -> {
                    assertThat(status(operator, get(path))).isEqualTo(401);
                    assertThat(
                                    status(
                                            operator,
                                            get(path).header("Authorization", "Bearer " + TOKEN)))
                            .isEqualTo(LET_IN);
                });
    }

    @Test
    void a_post_with_the_token_needs_nothing_more() {
        with(
                new String[0],
                operator ->
                        assertThat(
                                        status(
                                                operator,
                                                post("/ops/dead-letters/1/replay")
                                                        .header(
                                                                "Authorization",
                                                                "bearer " + TOKEN)))
                                .isEqualTo(LET_IN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer operators-token-of-the-tesT",
                "Bearer operators-token-of-the-tes",
                "Bearer operators-token-of-the-test1",
                "Basic b3BlcmF0b3I6b3BlcmF0b3JzLXRva2VuLW9mLXRoZS10ZXN0",
                TOKEN
            })
    void another_token_is_refused(String authorization) {
        with(
                new String[0],
                operator ->
                        assertThat(
                                        status(
                                                operator,
                                                get("/ops/x")
                                                        .header("Authorization", authorization)))
                                .isEqualTo(401));
    }

    @Test
    void whoever_guesses_is_slowed_down() {
        with(
                new String[0],
                operator -> {
                    for (int i = 0; i < 10; i++) {
                        assertThat(status(operator, guess("wrong-token-number-" + i)))
                                .isEqualTo(401);
                    }
                    try {
                        MockHttpServletResponse answer = operator.send(guess(TOKEN));
                        assertThat(answer.getStatus()).isEqualTo(429);
                        assertThat(Integer.parseInt(answer.getHeader("Retry-After")))
                                .isBetween(1, 6);
                        assertThat(answer.getContentAsString()).contains("Too many wrong tokens");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    assertThat(
                                    status(
                                            operator,
                                            guess(TOKEN)
                                                    .with(
                                                            request -> {
                                                                request.setRemoteAddr("192.0.2.1");
                                                                return request;
                                                            })))
                            .as("from another address")
                            .isEqualTo(LET_IN);
                    assertThat(exceeded).containsExactly("ops-tokens");
                });
    }

    private static MockHttpServletRequestBuilder guess(String token) {
        return get("/ops/x").header("Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8081,'',404",
        "127.0.0.1,'',404",
        "attacker.example,'',403",
        "localhost.attacker.example,'',403",
        "ops.example:8081,ops.example,404",
        "attacker.example,ops.example,403",
        "attacker.example,*,404"
    })
    void a_host_that_could_be_anybodys_is_refused(String host, String allowed, int status) {
        with(
                new String[] {"ops.allowed-hosts=" + allowed},
                operator -> {
                    MockHttpServletRequestBuilder request = get("/actuator/health");
                    assertThat(
                                    status(
                                            operator,
                                            request.with(
                                                    changed -> {
                                                        changed.removeHeader("Host");
                                                        changed.addHeader("Host", host);
                                                        return changed;
                                                    })))
                            .isEqualTo(status);
                });
    }

    @Test
    void a_refusal_says_what_to_send_and_opens_no_session() {
        with(
                new String[0],
                operator -> {
                    try {
                        MockHttpServletResponse answer = operator.send(get("/ops/x"));
                        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
                        assertThat(answer.getContentType()).startsWith("application/problem+json");
                        assertThat(answer.getContentAsString()).contains("OPS_TOKEN");
                        assertThat(answer.getCookies()).isEmpty();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,auto,404",
        "0.0.0.0,auto,401",
        "0.0.0.0,true,404",
        "127.0.0.1,false,401"
    })
    void metrics_are_open_on_this_machine_unless_set(String address, String open, int status) {
        with(
                new String[] {"server.address=" + address, "ops.open-metrics=" + open},
                operator -> {
                    assertThat(status(operator, get("/actuator/prometheus"))).isEqualTo(status);
                    assertThat(status(operator, get("/actuator/info"))).isEqualTo(status);
                });
    }

    @Test
    void a_token_that_is_set_is_never_printed(CapturedOutput output) {
        with(
                new String[0],
                operator -> {
                    status(operator, get("/ops/x").header("Authorization", "Bearer " + TOKEN));
                    assertThat(output).doesNotContain(TOKEN);
                });
    }

    @Test
    void a_token_that_is_not_set_is_generated_printed_once_and_works(CapturedOutput output) {
        with(
                new String[] {"ops.token="},
                operator -> {
                    String marker = "The operators' token of this run is ";
                    assertThat(output.getAll()).containsOnlyOnce(marker);
                    String token =
                            output.getAll().split(marker)[1].lines().findFirst().orElseThrow();
                    assertThat(token).matches("[0-9a-f]{48}");
                    assertThat(
                                    status(
                                            operator,
                                            get("/ops/x")
                                                    .header("Authorization", "Bearer " + token)))
                            .isEqualTo(LET_IN);
                });
    }

    @Test
    void there_is_no_default_user(CapturedOutput output) {
        with(
                new String[0],
                operator -> assertThat(output).doesNotContain("generated security password"));
    }
}
