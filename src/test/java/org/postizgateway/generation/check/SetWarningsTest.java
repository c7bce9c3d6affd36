package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;

/** What serves, and is probably not what an integrator meant. */
class SetWarningsTest {

    private static final String ROUTE =
            """
            - route:
                id: mine
                from:
                  uri: direct:mine
                  steps:
                    - to: log:mine
            """;

    private static final String DOOR =
            """
            - route:
                id: door
                from:
                  uri: direct:door
                  steps:
                    - to:
                        uri: mcp-server:mine
                        parameters:
                          tags: posts, media
            """;

    private static final String KAMELET =
            """
            kind: Kamelet
            metadata:
              name: own-action
            """;

    private static final String FORGETFUL_FILE = "kamelets/forgetful-action.kamelet.yaml";

    private static final String FORGETFUL =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: forgetful-action
            spec:
              definition:
                title: Forgetful
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - removeHeaders:
                        pattern: "%s"
                        excludePattern: "%s"
            """;

    @TempDir private Path directory;
    private SetOnDisk set;

    @BeforeEach
    void prepare() {
        set = new SetOnDisk(directory);
    }

    private String tool(String tags) {
        return ROUTE.replace("direct:mine", "ai-tool:mine?description=Mine" + tags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routes/tools/postsListTool.yml | name ends in .yaml",
                "routes/mine.yaml.bak | end in .yaml",
                "routes/mine.json | No route names it",
                "kamelets/own-action.yaml | kamelets/NAME.kamelet.yaml",
                "kamelets/deep/own-action.kamelet.yaml | without further folders",
                "schemas/lonely.json | No route names it",
                "mine.yaml | It holds routes: move it to routes/.",
                "route/mine.yaml | It holds routes: move it to routes/.",
                "application.yml | Rename it to application.yaml."
            })
    @ReportedCase("route-file-ending")
    void a_file_that_nothing_reads_is_named_with_what_to_do(String path, String advice)
            throws Exception {
        String content = path.endsWith(".json") ? "{}" : ROUTE;

        assertThat(set.with("routes/other.yaml", DOOR).with(path, content).warnings())
                .singleElement()
                .asString()
                .startsWith(directory.resolve(path) + ": Nothing reads this file. ")
                .contains(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes/own-action.yaml", "own-action.kamelet.yaml"})
    void a_kamelet_that_lies_elsewhere_is_named(String path) throws Exception {
        assertThat(set.with(path, KAMELET).warnings())
                .singleElement()
                .asString()
                .contains(path, "It is a Kamelet: move it to kamelets/");
    }

    private static final String AGAIN =
            """
            - routeConfiguration:
                id: again
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      onExceptionOccurredRef: attemptFailed
                      %s
                      redeliveryPolicyRef: changeRedelivery
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handled: {constant: \"true\"}",
                "retryWhile: {method: {ref: redeliveries, method: \"change(*, 2)\"}}"
            })
    void a_call_that_is_sent_again_without_asking_whose_it_is_is_named(String more)
            throws Exception {
        String file = "routes/policies-of-ours.yaml";
        assertThat(set.with(file, AGAIN.formatted(more)).warnings())
                .singleElement()
                .asString()
                .startsWith(set.place(file, 6))
                .contains("Add onRedeliveryRef: heldCall");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onRedeliveryRef: heldCall",
                "retryWhile: {method: {ref: redeliveries, method: \"read(*, 2)\"}}"
            })
    void one_that_asks_or_changes_nothing_is_not(String more) throws Exception {
        assertThat(set.with("routes/policies-of-ours.yaml", AGAIN.formatted(more)).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'*', ''", "Camel*, ''", "'*', CamelHttpQuery"})
    void a_kamelet_that_loses_the_count_of_redeliveries_is_named(String pattern, String excluded)
            throws Exception {
        assertThat(set.with(FORGETFUL_FILE, FORGETFUL.formatted(pattern, excluded)).warnings())
                .singleElement()
                .asString()
                .startsWith(set.place(FORGETFUL_FILE, 13))
                .contains("redeliveries", "Add excludePattern: \"CamelRedeliver*\".");
    }

    @ParameterizedTest
    @CsvSource({"'*', CamelRedeliver*", "X-*, ''", "CamelRedeliver*, ''"})
    void one_that_keeps_it_or_means_to_lose_it_is_not(String pattern, String excluded)
            throws Exception {
        assertThat(set.with(FORGETFUL_FILE, FORGETFUL.formatted(pattern, excluded)).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes/README.md",
                "kamelets/notes.md",
                "docker-compose.yaml",
                "notes.txt",
                ".idea/mine.yaml",
                "data/one/two/mine.yaml",
                "routes/.mine.yaml.swp",
                "application.yaml"
            })
    void what_is_read_or_is_no_part_of_a_set_is_not_remarked_on(String path) throws Exception {
        String content = path.startsWith("data") || path.startsWith(".") ? ROUTE : "a: b";
        assertThat(set.with("routes/mine.yaml", ROUTE).with(path, content).warnings()).isEmpty();
    }

    @Test
    void a_schema_that_a_route_names_is_read() throws Exception {
        String schema = "&argSchema=resource:classpath:schemas/mine.json";

        assertThat(
                        set.with("schemas/mine.json", "{\"type\":\"object\"}")
                                .with("routes/mine.yaml", tool(schema))
                                .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"&tags=postis,paid | its tags are paid, postis", "'' | it has no tag"})
    @ReportedCase("route-file-ending")
    void a_tool_that_no_door_offers_is_named_with_the_tags_that_doors_have(String tags, String why)
            throws Exception {
        assertThat(
                        set.with("routes/door.yaml", DOOR)
                                .with("routes/mine.yaml", tool(tags))
                                .warnings())
                .containsExactly(
                        set.place("routes/mine.yaml", 4)
                                + "No door offers the tool mine: "
                                + why
                                + ", and doors offer what has the tag media or posts.");
    }

    @Test
    void a_tag_of_a_door_that_is_nearly_one_of_a_tool_is_named() throws Exception {
        set.with("routes/mine.yaml", tool("&tags=posts")).with("routes/door.yaml", DOOR);
        assertThat(set.warnings()).isEmpty();

        assertThat(
                        set.with(
                                        "routes/other.yaml",
                                        DOOR.replace("posts, media", "post, videos")
                                                .replace("id: door", "id: other")
                                                .replace("direct:door", "direct:other"))
                                .warnings())
                .containsExactly(
                        set.place("routes/other.yaml", 7)
                                + "No tool, resource or prompt has the tag post. Is posts meant?");
    }

    @Test
    void a_tool_with_one_of_the_tags_is_offered_and_a_door_without_tags_offers_all()
            throws Exception {
        set.with("routes/mine.yaml", tool("&tags=x,{{mine.tag:media}}"));
        assertThat(set.with("routes/door.yaml", DOOR).warnings()).isEmpty();

        set.with("routes/mine.yaml", tool("&tags=postis"));
        assertThat(
                        set.with(
                                        "routes/door.yaml",
                                        DOOR.replace("tags: posts, media", "version: 1.2.3"))
                                .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mcp-server:mine?tags=posts&exchangeProperties=PostizApiKey,PostizTenant",
                "{uri: mcp-server:mine, parameters: {exchangeProperties: 'PostizTenant, PostizApiKey'}}"
            })
    void a_door_that_hands_on_a_key_without_its_instance_is_named(String door) throws Exception {
        String route = ROUTE.replace("log:mine", "%s");
        String whole = door.replace("PostizApiKey", "PostizApiKey,PostizUrl");

        assertThat(set.with("routes/door.yaml", route.formatted(door)).warnings())
                .singleElement()
                .asString()
                .startsWith(set.place("routes/door.yaml", 6))
                .endsWith("Add PostizUrl.");
        assertThat(set.with("routes/door.yaml", route.formatted(whole)).warnings()).isEmpty();
    }
}
