package org.postizgateway.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One test, as it is written in a file; {@code routetest/test.schema.json} says what each field
 * means.
 *
 * @param arguments text in them such as {@code ${name}} is what {@link Step#keep} kept
 */
record RouteTest(
        String name,
        String caller,
        String door,
        Sandbox sandbox,
        List<Step> before,
        String call,
        JsonNode arguments,
        List<Answer> answers,
        Expectation expect) {

    RouteTest {
        caller = Objects.requireNonNullElse(caller, "sandbox-key");
        door = Objects.requireNonNullElse(door, "/mcp");
        sandbox = Objects.requireNonNullElse(sandbox, new Sandbox(null, null));
        before = Objects.requireNonNullElse(before, List.of());
        answers = Objects.requireNonNullElse(answers, List.of());
        expect =
                Objects.requireNonNullElse(
                        expect, new Expectation(null, null, null, null, null, null));
    }

    /**
     * The Postiz that is called.
     *
     * @param conditions how it is set up from the start
     * @param faults what the call under test meets
     */
    record Sandbox(JsonNode conditions, List<JsonNode> faults) {
        Sandbox {
            faults = Objects.requireNonNullElse(faults, List.of());
        }
    }

    /**
     * A call that goes before the one under test, and must succeed.
     *
     * @param keep names for parts of the structured result, by their paths
     */
    record Step(String call, JsonNode arguments, Map<String, String> keep) {
        Step {
            keep = Objects.requireNonNullElse(keep, Map.of());
        }
    }

    /**
     * A question that the tool asks its caller.
     *
     * @param asks part of the message
     * @param action {@code accept}, {@code decline} or {@code cancel}
     */
    record Answer(String asks, String action, JsonNode content) {}

    /**
     * What comes of the call. It must succeed unless {@code error} or {@code status} says
     * otherwise.
     *
     * @param requests by the operation of Postiz how many, or a list with what each body is like
     * @param ledger outcome of the call in the ledger
     */
    record Expectation(
            JsonNode result,
            String text,
            String error,
            Integer status,
            Map<String, JsonNode> requests,
            String ledger) {

        Expectation {
            requests = Objects.requireNonNullElse(requests, Map.of());
        }

        boolean isSuccess() {
            return error == null && status == null;
        }

        Optional<String> ledgerOutcome() {
            return Optional.ofNullable(ledger);
        }
    }
}
