package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * A credential appears in no log line and in no answer, wherever the caller put it and however
 * Postiz behaves: our own logging at DEBUG, everyone else's at INFO.
 */
class CredentialLeakTest {

    private static final String KEY = "key-0123456789abcdef";

    /** Every place a caller may put a key, right and wrong ones. */
    private static final List<String[]> REQUESTS =
            List.of(
                    new String[] {"POST", "/mcp", "Authorization: Bearer " + KEY},
                    new String[] {"POST", "/mcp", "Authorization: " + KEY},
                    new String[] {"POST", "/mcp", "Authorization: Basic " + KEY},
                    new String[] {"POST", "/mcp", "Authorization: Bearer " + KEY + "\u0007"},
                    new String[] {"POST", "/mcp", "X-API-Key: " + KEY},
                    new String[] {"POST", "/mcp", "Cookie: auth=" + KEY},
                    new String[] {"POST", "/mcp", "Origin: https://" + KEY + ".example"},
                    new String[] {"POST", "/mcp?apiKey=" + KEY},
                    new String[] {"GET", "/mcp?access_token=" + KEY},
                    new String[] {"POST", "/mcp/" + KEY},
                    new String[] {"POST", "/mcp/" + KEY + "/"},
                    new String[] {"POST", "/mcp/" + KEY + "/more"},
                    new String[] {"POST", "/mcp/" + KEY + "?x=%zz"},
                    new String[] {"POST", "/mcp/" + KEY + "%00"},
                    new String[] {"POST", "/mcp/" + KEY + "%zz"},
                    new String[] {"POST", "http://[" + KEY + "/mcp"},
                    new String[] {"POST", "//" + KEY + "/mcp"},
                    new String[] {"OPTIONS", "/mcp/" + KEY, "Origin: http://localhost"},
                    new String[] {"POST", "/mcp-oauth", "Authorization: Bearer " + KEY},
                    new String[] {"POST", "/mcp-oauth/" + KEY},
                    new String[] {"POST", "/" + KEY},
                    new String[] {
                        "GET", "/.well-known/oauth-protected-resource/mcp-oauth?token=" + KEY
                    });

    @RegisterExtension
    private final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = loggers.getLogger("org.postizgateway");
    private Level rootLevel;
    private FrontDoors doors;

    @BeforeEach
    void listenToTheLog() throws Exception {
        rootLevel = root.getLevel();
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
        // The stand-in for Postiz logs its own requests when it fails on purpose.
        loggers.getLogger("wiremock").setLevel(Level.OFF);
        log.start();
        root.addAppender(log);
        doors = FrontDoors.before(postiz.baseUrl());
    }

    @AfterEach
    void stopListening() throws Exception {
        doors.close();
        root.detachAppender(log);
        root.setLevel(rootLevel);
        ours.setLevel(null);
    }

    static Stream<Named<ResponseDefinitionBuilder>> postizBehaves() {
        return Stream.of(
                Named.of("well", okJson("{\"connected\":true}")),
                Named.of("refusing", okJson("{\"msg\":\"Invalid API key\"}").withStatus(401)),
                Named.of(
                        "as if it had no subscription",
                        okJson("{\"msg\":\"No subscription found\"}").withStatus(401)),
                Named.of("as with its database down", aResponse().withStatus(401)),
                Named.of(
                        "like a proxy that repeats what it got",
                        aResponse().withStatus(502).withBody("bad request for " + KEY)),
                Named.of(
                        "like a redirect that carries the key",
                        aResponse().withStatus(307).withHeader("Location", "/auth?key=" + KEY)),
                Named.of("not at all", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    @ParameterizedTest
    @MethodSource("postizBehaves")
    void no_log_line_and_no_answer_holds_a_credential(ResponseDefinitionBuilder behaviour) {
        postiz.stubFor(any(anyUrl()).willReturn(behaviour));
        List<RawHttp.Answer> answers = new ArrayList<>();

        for (String[] request : REQUESTS) {
            String[] headers = java.util.Arrays.copyOfRange(request, 2, request.length);
            answers.add(doors.http().send(request[0], request[1], headers));
        }

        assertThat(answers).hasSameSizeAs(REQUESTS);
        assertThat(answers.toString()).doesNotContain(KEY);
        assertThat(log.list.stream().map(CredentialLeakTest::everything))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain(KEY));
    }

    private static String everything(ILoggingEvent event) {
        String thrown =
                event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName()
                + event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + thrown;
    }
}
