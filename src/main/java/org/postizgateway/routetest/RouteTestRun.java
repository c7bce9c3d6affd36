package org.postizgateway.routetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.routetest.RouteTest.Expectation;

/** Runs tests against a gateway, each after a reset. */
final class RouteTestRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestGateway gateway;
    private final ToolCaller caller;

    RouteTestRun(TestGateway gateway) {
        this.gateway = gateway;
        this.caller = new ToolCaller(gateway.origin());
    }

    List<RouteTestResult> run(RouteTestFile file) throws InterruptedException {
        List<RouteTestResult> results = new ArrayList<>();
        for (int i = 0; i < file.tests().size(); i++) {
            RouteTest test = file.tests().get(i);
            long begin = System.nanoTime();
            List<String> differences;
            try {
                differences = differences(test);
            } catch (IOException | IllegalArgumentException e) {
                differences = List.of("It could not be run: " + e.getMessage());
            }
            results.add(
                    new RouteTestResult(
                            file.file(),
                            file.lines().get(i),
                            test.name(),
                            Duration.ofNanos(System.nanoTime() - begin),
                            differences));
        }
        return results;
    }

    private List<String> differences(RouteTest test) throws IOException, InterruptedException {
        gateway.reset(test.caller());
        gateway.set(test.sandbox().conditions());
        Map<String, JsonNode> kept = new HashMap<>();
        kept.put("sandbox", JSON.getNodeFactory().textNode(gateway.sandboxUrl()));
        for (RouteTest.Step step : test.before()) {
            ToolAnswer answer =
                    caller.call(test, step.call(), Kept.in(step.arguments(), kept), List.of());
            if (answer.isError()) {
                return List.of(
                        "before: " + step.call() + " failed: " + Likeness.shown(answer.text()));
            }
            for (Map.Entry<String, String> name : step.keep().entrySet()) {
                JsonNode part = Kept.part(answer.structured(), name.getValue());
                if (part.isMissingNode()) {
                    return List.of(
                            "before: the result of "
                                    + step.call()
                                    + " has no "
                                    + name.getValue()
                                    + ": "
                                    + Likeness.shown(answer.structured().toString()));
                }
                kept.put(name.getKey(), part);
            }
        }
        gateway.forgetRequests();
        gateway.add(test.sandbox().faults());
        ToolAnswer answer =
                caller.call(test, test.call(), Kept.in(test.arguments(), kept), test.answers());
        List<String> differences = new ArrayList<>();
        answered(test.expect(), kept, answer, differences);
        asked(test.answers(), answer, differences);
        requested(test.expect(), kept, differences);
        test.expect()
                .ledgerOutcome()
                .ifPresent(
                        expected -> {
                            String actual = gateway.latestInLedger().orElse("absent");
                            if (!actual.equals(expected)) {
                                differences.add(
                                        "ledger: expected " + expected + ", and it is " + actual);
                            }
                        });
        return differences;
    }

    private static void answered(
            Expectation expect,
            Map<String, JsonNode> kept,
            ToolAnswer answer,
            List<String> differences) {
        String text = answer.text();
        if (expect.isSuccess() && answer.isError()) {
            differences.add("The call failed: " + Likeness.shown(text));
        }
        if (expect.status() != null && expect.status() != answer.status()) {
            differences.add(
                    "status: expected " + expect.status() + ", and it is " + answer.status());
        }
        if (expect.error() != null && !answer.isError()) {
            differences.add("error: the call succeeded: " + Likeness.shown(text));
        } else if (expect.error() != null && !Likeness.isIn(expect.error(), text)) {
            differences.add(
                    "error: expected " + expect.error() + ", and it is " + Likeness.shown(text));
        }
        if (expect.text() != null && !Likeness.isIn(expect.text(), text)) {
            differences.add(
                    "text: expected " + expect.text() + ", and it is " + Likeness.shown(text));
        }
        if (expect.result() != null) {
            differences.addAll(
                    Likeness.differences(
                            "result", Kept.in(expect.result(), kept), answer.structured()));
        }
    }

    private static void asked(
            List<RouteTest.Answer> answers, ToolAnswer answer, List<String> differences) {
        for (int i = 0; i < answers.size(); i++) {
            String expected = answers.get(i).asks();
            String actual = i < answer.questions().size() ? answer.questions().get(i) : null;
            if (actual == null) {
                differences.add("answers: the tool did not ask " + expected);
            } else if (!Likeness.isIn(expected, actual)) {
                differences.add("answers: expected " + expected + ", and the tool asked " + actual);
            }
        }
    }

    private void requested(
            Expectation expect, Map<String, JsonNode> kept, List<String> differences) {
        expect.requests()
                .forEach(
                        (operation, expected) -> {
                            String place = "requests." + operation;
                            List<String> bodies = gateway.requests(operation);
                            int count = expected.isArray() ? expected.size() : expected.asInt();
                            if (bodies.size() != count) {
                                differences.add(
                                        place
                                                + ": expected "
                                                + count
                                                + ", and there are "
                                                + bodies.size());
                                return;
                            }
                            for (int i = 0; expected.isArray() && i < count; i++) {
                                differences.addAll(
                                        Likeness.differences(
                                                place + "[" + i + "]",
                                                Kept.in(expected.get(i), kept),
                                                json(bodies.get(i))));
                            }
                        });
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return body.isEmpty()
                    ? MissingNode.getInstance()
                    : JSON.getNodeFactory().textNode(body);
        }
    }
}
