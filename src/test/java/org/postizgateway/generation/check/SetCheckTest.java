package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.generation.set.SetReader;

/** Each mistake that can be made in a set is told in the line where it is made, all at once. */
class SetCheckTest {

    private static final String ROUTES = "routes/mine.yaml";

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greet-action
            spec:
              definition:
                title: Greet action
                type: object
                required: [word]
                properties:
                  word: {title: Word, type: string}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        constant: "{{word}}"
            """;

    private static final String ROUTE =
            """
            - routeConfiguration:
                id: reads
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled: {constant: "true"}
            - routeTemplate:
                id: template
                parameters: [{name: word}]
                from:
                  uri: direct:template
                  steps:
                    - to: log:{{word}}
            - templatedRoute:
                routeTemplateRef: template
                routeId: templated
                parameters: [{name: word, value: hello}]
            - route:
                id: mine
                routeConfigurationId: reads
                from:
                  uri: direct:mine
                  steps:
                    - to: direct:other
                    - setHeader: {name: a, simple: "${body}"}
                    - process: {ref: authentication}
                    - to: log:{{mine:a}}
            - route:
                id: other
                from:
                  uri: direct:other
                  steps:
                    - log: called
            """;

    @TempDir private Path directory;

    private SetOnDisk set() throws Exception {
        return new SetOnDisk(directory)
                .with(ROUTES, ROUTE)
                .with("kamelets/greet-action.kamelet.yaml", KAMELET)
                .with("schemas/mine.json", "{\"type\":\"object\"}");
    }

    @Test
    void a_set_without_mistakes_can_run() throws Exception {
        assertThat(set().report()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - to: log:{{mine:a}}        | - to: log:{{mine}}           | 27 | The placeholder {{mine}} has no value.
                    - to: log:{{mine:a}}        | - too: log:a                 | 27 | Camel knows nothing called too here.
                    - to: log:{{mine:a}}        | - to: {uri: log:a, x: b}     | 27 | Camel knows nothing called x in to.
                    - to: log:{{mine:a}}        | - to: nosuch:a               | 27 | The route mine cannot run. Step: to[nosuch:a]. There is no component nosuch on board.
                    - to: log:{{mine:a}}        | - to: log:a?shouAll=true     | 27 | The route mine cannot run. Step: to[log:a?shouAll=true]
                    - to: log:{{mine:a}}        | - to: kamelet:nosuch-action  | 27 | The Kamelet nosuch-action cannot be used.
                    - to: log:{{mine:a}}        | - setBody: {csimple: x}      | 27 | The route mine cannot run. Step: setBody
                    - to: log:{{mine:a}}        | - setBody: {simple: '${x'}   | 27 | The route mine cannot run. Step: setBody
                    - to: log:{{mine:a}}        | - to: mcp-client:log?level=WARN | 27 | The route mine cannot run. Step: to[mcp-client:log?level=WARN]
                    - to: direct:other          | - to: direct:nowhere         | 24 | No route begins at direct:nowhere.
                    - to: direct:other          | - wireTap: {uri: direct:no}  | 24 | No route begins at direct:no.
                    ref: authentication         | ref: nobody                  | 26 | The route mine cannot run. There is no bean nobody.
                    routeConfigurationId: reads | routeConfigurationId: reeds  | 20 | There is no routeConfiguration reeds, only reads.
                    routeTemplateRef: template  | routeTemplateRef: tamplate   | 15 | There is no routeTemplate tamplate, only template.
                    id: other                   | id: mine                     | 29 | There is another route mine in
                    """)
    void a_mistake_in_a_route_is_told_in_its_line(
            String right, String wrong, int line, String reason) throws Exception {
        SetOnDisk set = set().with(ROUTES, ROUTE.replace(right, wrong));

        assertThat(set.problems()).hasSize(1);
        assertThat(set.report()).startsWith(set.place(ROUTES, line) + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Integration", "Banana"})
    void a_resource_of_which_camel_makes_no_route_is_told(String kind) throws Exception {
        String resource = "apiVersion: camel.apache.org/v1\nkind: " + kind + "\nspec: {}\n";

        assertThat(set().with("routes/resource.yaml", resource).report())
                .startsWith(set().place("routes/resource.yaml", 2) + "Of resources of Kubernetes");
    }

    @Test
    void a_bean_of_a_kamelet_is_a_placeholder_in_it() throws Exception {
        assertThat(
                        set().with(
                                        "kamelets/greet-action.kamelet.yaml",
                                        KAMELET.replace("{{word}}", "{{said}}")
                                                .replace(
                                                        "    from:",
                                                        "    beans: [{name: said, type: java.lang.Object}]\n    from:"))
                                .report())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kind: Kamelet       | kind: Camelet      | 2  | kind of a Kamelet in this file has to be Kamelet, and is Camelet.
                    name: greet-action  | name: great-action | 4  | metadata.name of a Kamelet in this file has to be greet-action
                    required: [word]    | required: [wort]   | 9  | The required property wort is not declared
                    - setBody:          | - setBodi:         | 16 | Camel knows nothing called setBodi here.
                    from:               | form:              | 13 | The template has neither from nor route.
                    "{{word}}"          | "{{wort}}"         | 17 | The placeholder {{wort}} has no value.
                    """)
    void a_mistake_in_a_kamelet_is_told_though_nothing_calls_it(
            String right, String wrong, int line, String reason) throws Exception {
        String path = "kamelets/greet-action.kamelet.yaml";
        SetOnDisk set = set().with(path, KAMELET.replace(right, wrong));

        assertThat(set.report()).contains(set.place(path, line) + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type": "objekt"}  | This is no JSON Schema of https://json-schema.org/draft/2020-12/schema
                    {"type": "object"   | This is no JSON:
                    ["type"]            | This is no JSON Schema: it is no object.
                    """)
    void a_schema_that_is_none_is_told(String schema, String reason) throws Exception {
        assertThat(set().with("schemas/mine.json", schema).report())
                .startsWith(directory.resolve("schemas/mine.json").toString())
                .contains(reason);
    }

    @Test
    void all_mistakes_are_told_at_once_wherever_they_are() throws Exception {
        SetOnDisk set =
                set().with(
                                ROUTES,
                                ROUTE.replace("log:{{mine:a}}", "nosuch:a")
                                        .replace("ref: authentication", "ref: nobody")
                                        .replace("- log: called", "- to: log:x?shouAll=true"))
                        .with("routes/broken.yaml", "- route: [")
                        .with(
                                "routes/strange.yaml",
                                "- route: {id: x, from: {uri: direct:x, steps: [{too: x}]}}")
                        .with("schemas/mine.json", "[]");

        assertThat(set.report())
                .contains(
                        "There is no bean nobody",
                        "nosuch:a",
                        "shouAll",
                        "This is no YAML",
                        "Camel knows nothing called too here",
                        "This is no JSON Schema");
    }

    @Test
    void the_routes_and_kamelets_of_the_jar_fit_as_files_of_a_directory_too() throws Exception {
        assertThat(
                        new SetCheck(any -> List.of())
                                .problems(
                                        new SetReader(List.of()).read(Path.of("")),
                                        new DefaultCamelContext()))
                .filteredOn(problem -> !problem.message().startsWith("The placeholder"))
                .isEmpty();
    }
}
