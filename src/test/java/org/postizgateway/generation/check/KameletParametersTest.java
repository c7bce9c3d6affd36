package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KameletParametersTest {

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: wait-action
            spec:
              definition:
                title: Wait
                properties:
                  timeout:
                    type: integer
                    minimum: 0
                    exclusiveMinimum: true
                    default: %s
                  mode:
                    type: string
                    enum: [short, long]
                    default: short
                  strict:
                    type: boolean
                    default: true
                  ratio:
                    type: number
                    enum: [0.5, 1.0]
                    default: null
                  shape:
                    type: object
                  names:
                    type: array
                    minItems: 2
                  own:
                    type: duration
                    x-unknown: 1
                    $ref: "#/nowhere"
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - log: "{{timeout}} {{mode}} {{strict}}"
            """;

    private static final String TEMPLATE =
            """
            - routeTemplate:
                id: guarded
                parameters:
                  - name: operation
                  - name: options
                    defaultValue: ""
                route:
                  from:
                    uri: kamelet:source
                    steps:
                      - to: "kamelet:{{operation}}/{{routeId}}-operation?{{options}}"
            """;

    private static final String ROUTE =
            """
            - route:
                id: own
                from:
                  uri: direct:own
                  steps:
                    - to:
                        uri: kamelet:%s
                        parameters:
                          %s
            """;

    @TempDir private Path directory;
    private SetOnDisk set;

    @BeforeEach
    void prepare() throws Exception {
        set =
                new SetOnDisk(directory)
                        .with("kamelets/wait-action.kamelet.yaml", KAMELET.formatted("5000"))
                        .with("routes/guarded.yaml", TEMPLATE);
    }

    private String report(String uri, String parameter) throws Exception {
        return set.with("routes/own.yaml", ROUTE.formatted(uri, parameter)).report();
    }

    @Test
    void a_property_that_no_kamelet_declares_is_refused_where_it_is_written() throws Exception {
        assertThat(report("wait-action/own-wait", "timeuot: 10"))
                .isEqualTo(
                        set.place("routes/own.yaml", 9)
                                + "The Kamelet wait-action has no property timeuot, only mode,"
                                + " names, own, ratio, shape, strict, timeout.");
        assertThat(report("wait-action/own-wait?timeuot=10", "mode: long"))
                .startsWith(set.place("routes/own.yaml", 7))
                .contains("has no property timeuot");
    }

    @Test
    void a_parameter_that_no_template_declares_is_refused() throws Exception {
        assertThat(report("guarded/own-wait?operation=wait-action", "option: mode=long"))
                .startsWith(set.place("routes/own.yaml", 9))
                .contains("The routeTemplate guarded has no property option, only operation,");
    }

    @Test
    void options_that_a_template_hands_on_are_those_of_the_kamelet_that_it_is_told()
            throws Exception {
        assertThat(
                        report(
                                "guarded/own-wait?operation=wait-action",
                                "options: timeuot=10&mode=long"))
                .startsWith(set.place("routes/own.yaml", 9))
                .contains("The Kamelet wait-action has no property timeuot,");
        assertThat(report("guarded/own-wait?operation=wait-action", "options: timeout=soon"))
                .contains("The Kamelet wait-action takes another value for timeout:");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout: soon, integer",
        "timeout: 1.5, integer",
        "timeout: -1, minimum",
        "mode: medium, enumeration",
        "strict: maybe, boolean"
    })
    void a_value_of_another_type_is_refused(String parameter, String expected) throws Exception {
        assertThat(report("wait-action/own-wait", parameter))
                .startsWith(set.place("routes/own.yaml", 9))
                .contains("The Kamelet wait-action takes another value for ", expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout: 10",
                "timeout: '10'",
                "timeout: '{{camel.waiting:10}}'",
                "mode: RAW(long)",
                "strict: 'false'",
                "strict: 'TRUE'",
                "timeout: 15s",
                "mode: $simple{header.mode}",
                "ratio: 1",
                "shape: '{}'",
                "names: a,b",
                "noErrorHandler: true",
                "bridgeErrorHandler: false"
            })
    void declared_properties_and_options_of_camel_are_taken(String parameter) throws Exception {
        assertThat(report("wait-action/own-wait", parameter)).isEmpty();
    }

    @Test
    void a_default_of_another_type_is_refused() throws Exception {
        set.with("kamelets/wait-action.kamelet.yaml", KAMELET.formatted("soon"));

        assertThat(report("wait-action/own-wait", "mode: long"))
                .startsWith(set.place("kamelets/wait-action.kamelet.yaml", 13))
                .contains("The Kamelet wait-action takes another value for timeout:");
    }

    @Test
    void what_is_no_schema_is_refused_where_it_is_written_and_hides_nothing() throws Exception {
        set.with(
                "kamelets/wait-action.kamelet.yaml",
                KAMELET.formatted("5000").replace("enum: [short, long]", "pattern: '[a-z'"));

        assertThat(report("wait-action/own-wait", "timeuot: 10"))
                .contains("The property mode is no JSON Schema", "has no property timeuot");
    }

    @Test
    void whatever_form_a_call_has_is_looked_at() throws Exception {
        for (String step :
                List.of(
                        "enrich: {constant: 'kamelet:wait-action/own-wait?timeuot=1'}",
                        "kamelet: {name: wait-action/own-wait, parameters: {timeuot: 1}}",
                        "kamelet: wait-action/own-wait?timeuot=1",
                        "wireTap: kamelet:wait-action/own-wait?timeuot=1",
                        "toD: kamelet:wait-action/own-wait?timeuot=1")) {
            assertThat(
                            set.with(
                                            "routes/own.yaml",
                                            """
                                            - route:
                                                id: own
                                                from:
                                                  uri: direct:own
                                                  steps:
                                                    - %s
                                            """
                                                    .formatted(step))
                                    .report())
                    .as(step)
                    .startsWith(set.place("routes/own.yaml", 6))
                    .contains("has no property timeuot");
        }
    }

    @Test
    void a_property_without_a_default_has_to_be_given() throws Exception {
        set.with(
                "kamelets/wait-action.kamelet.yaml",
                KAMELET.formatted("5000")
                        .replace("title: Wait", "title: Wait\n    required: [shape, mode]"));

        assertThat(report("wait-action/own-wait", "mode: long"))
                .isEqualTo(
                        set.place("routes/own.yaml", 7)
                                + "The Kamelet wait-action needs the property shape.");
    }
}
