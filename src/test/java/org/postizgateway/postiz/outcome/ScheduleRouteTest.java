package org.postizgateway.postiz.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.PostPreflight;
import org.postizgateway.postiz.preflight.content.AttachmentAddresses;
import org.postizgateway.postiz.preflight.settings.SettingsRules;
import org.postizgateway.postiz.upload.Presence;

/** The beans in a route as YAML writes it: plan, split, create, collect. */
class ScheduleRouteTest extends CamelTestSupport {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);

    private static final List<Map<String, Object>> CHANNELS =
            List.of(channel("c1", "Acme", "mastodon"), channel("c2", "Jane", "linkedin"));

    private final List<Object> answers = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        PostizErrors errors = new PostizErrors(CLOCK);
        context.getRegistry()
                .bind(
                        "postPreflight",
                        new PostPreflight(
                                PlatformCatalog.load(),
                                new SettingsRules(),
                                new AttachmentAddresses(
                                        address -> Presence.THERE, new KnownMedia()),
                                CLOCK));
        context.getRegistry()
                .bind("scheduleResult", new ScheduleResult(errors, (network, outcome) -> {}));
        context.getRegistry().bind("postizErrors", errors);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).bean("ref:postizErrors", "answer");
                from("direct:schedule")
                        .setProperty(
                                "CamelMcpOutputSchema",
                                constant(Map.of("properties", Map.of("output", Map.of()))))
                        .setProperty("arguments", simple("${body}"))
                        .setProperty("answers", constant(List.of()))
                        .setBody(constant(CHANNELS))
                        .bean(
                                "ref:postPreflight",
                                "plan(${exchangeProperty.arguments},"
                                        + " ${exchangeProperty.answers}, ${body},"
                                        + " ${exchangeProperty.answers})")
                        .setProperty(ScheduleResult.PLAN, simple("${body}"))
                        .split(simple("${body.requests}"), new GroupedBodyAggregationStrategy())
                        .setProperty(ScheduleResult.REQUEST, simple("${body}"))
                        .doTry()
                        .setBody(simple("${body.json}"))
                        .process(ScheduleRouteTest.this::ledger)
                        .bean("ref:scheduleResult", "created")
                        .doCatch(Exception.class)
                        .bean("ref:scheduleResult", "failed")
                        .end()
                        .end()
                        .bean("ref:scheduleResult", "finish");
                from("direct:create")
                        .errorHandler(noErrorHandler())
                        .process(ScheduleRouteTest.this::postiz)
                        .bean("ref:scheduleResult", "requireAll");
            }
        };
    }

    @BeforeEach
    void forget() {
        answers.clear();
        sent.clear();
    }

    @Test
    void answers_per_item_in_the_callers_order() {
        answers.add("[{\"postId\":\"p0\",\"integration\":\"c1\"},{\"postId\":\"p2\"}]");
        answers.add("[{\"postId\":\"p1\",\"integration\":\"c2\"}]");
        Exchange done = schedule(post("c1", "15"), post("c2", "16"), post("c2", "15"));
        assertThat(sent).hasSize(2);
        assertThat(done.getProperty(PostizErrors.ERROR)).isNull();
        assertThat(JsonBody.readObjects(body(done).get("output")))
                .extracting(item -> item.get("postId") + " " + item.get("channel"))
                .containsExactly("p0 Acme", "p1 Jane", "p2 Jane");
        assertThat(JsonBody.readObjects(body(done).get("output")).get(0))
                .containsEntry("integration", "c1")
                .containsEntry("status", "created")
                .containsEntry("date", "2026-12-15T10:00:00.000Z");
        assertThat(body(done).get("rateLimit"))
                .isEqualTo(Map.of("remaining", 7, "resetSeconds", 120));
    }

    @Test
    void creates_nothing_when_anything_is_wrong() {
        Exchange done = schedule(post("c1", "15"), post("c9", "15"));
        assertThat(sent).isEmpty();
        String sentence = done.getProperty(PostizErrors.ERROR, String.class);
        assertThat(sentence).startsWith("Nothing was created.").contains("socialPost[1]");
        assertThat(body(done)).isEqualTo(Map.of("output", Map.of("errors", sentence)));
    }

    @Test
    void names_every_item_of_a_batch_that_succeeded_in_part() {
        answers.add("[{\"postId\":\"p0\",\"integration\":\"c1\"}]");
        answers.add(failed(400, "{\"message\":[\"posts.0.settings.title should not be empty\"]}"));
        answers.add(failed(500, "{\"statusCode\":500,\"message\":\"Internal server error\"}"));
        Exchange done = schedule(post("c1", "15"), post("c2", "16"), post("c2", "17"));
        String sentence = done.getProperty(PostizErrors.ERROR, String.class);
        assertThat(sentence)
                .startsWith("1 of 3 posts were created, 1 not created, 1 unknown.")
                .contains("\nsocialPost[0] (Acme): created: p0.")
                .contains(
                        "\nsocialPost[1] (Jane): not created. Postiz refused the call:"
                                + " socialPost[1].settings.title should not be empty")
                .contains("\nsocialPost[2] (Jane): unknown whether created. Postiz failed")
                .contains("Do not send again what was created.")
                .contains("Look for the unknown ones with postsListTool");
        Map<String, Object> output = JsonBody.readObject(body(done).get("output"));
        assertThat(output).containsEntry("errors", sentence);
        assertThat(JsonBody.readObjects(output.get("results")))
                .extracting(item -> item.get("status"))
                .containsExactly("created", "not created", "unknown");
    }

    @Test
    void knows_nothing_of_posts_that_postiz_does_not_name() {
        answers.add("[]");
        Exchange done = schedule(post("c1", "15"));
        assertThat(done.getProperty(PostizErrors.ERROR, String.class))
                .contains(
                        "unknown whether created. Postiz accepted the request without naming"
                                + " every post.");
    }

    private Exchange schedule(Map<?, ?>... posts) {
        return template.request(
                "direct:schedule",
                exchange -> exchange.getMessage().setBody(Map.of("socialPost", List.of(posts))));
    }

    /** Runs the steps on an exchange of their own and leaves what came of each post. */
    private void ledger(Exchange exchange) throws Exception {
        Exchange steps = template.send("direct:create", exchange.copy());
        Exception thrown = steps.getException();
        exchange.getMessage().setHeaders(steps.getMessage().getHeaders());
        exchange.setProperty("PostizItems", thrown == null ? done(steps) : List.of(failed(thrown)));
        if (thrown != null) {
            throw thrown;
        }
    }

    private static List<Map<String, Object>> done(Exchange steps) {
        return JsonBody.readObjects(steps.getMessage().getBody()).stream()
                .map(result -> Map.<String, Object>of("outcome", "done", "result", result))
                .toList();
    }

    private static Map<String, Object> failed(Exception thrown) {
        Outcome outcome = new PostizErrors(CLOCK).explain(thrown).outcome();
        return Map.of(
                "outcome",
                outcome.effect().code(),
                "message",
                outcome.sentence(),
                "callId",
                "call",
                "sentPosition",
                0);
    }

    private void postiz(Exchange exchange) throws Exception {
        sent.add(exchange.getMessage().getBody(String.class));
        Object answer = answers.remove(0);
        if (answer instanceof Exception exception) {
            throw exception;
        }
        exchange.getMessage().setBody(answer);
        exchange.getMessage().setHeader("X-RateLimit-Remaining", "7");
        exchange.getMessage().setHeader("X-RateLimit-Reset", "120");
    }

    private static Exception failed(int status, String body) {
        return new HttpOperationFailedException("http://h", status, "", "", new HashMap<>(), body);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Exchange done) {
        return done.getMessage().getBody(Map.class);
    }

    private static Map<String, Object> post(String channel, String day) {
        return Map.of(
                "integrationId",
                channel,
                "type",
                "schedule",
                "date",
                "2026-12-" + day + "T10:00:00Z",
                "postsAndComments",
                "Hello");
    }

    private static Map<String, Object> channel(String id, String name, String platform) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("id", id);
        channel.put("name", name);
        channel.put("identifier", platform);
        channel.put("disabled", false);
        return channel;
    }
}
