package org.postizgateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What integrators and pipelines get of the tests of a directory. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RouteTestCommandTest {

    private static final String TOOL =
            """
            - route:
                id: greeting
                routeConfigurationId: reads,tools-*
                from:
                  uri: ai-tool:greeting
                  parameters:
                    description: Greets
                    tags: postiz
                    parameter.name: string
                    outputParameter.words: string
                  steps:
                    - to: mcp-client:elicit?message=Really%3F&requestedSchema={"type":"object"}
                    - setBody:
                        simple: '{"words": "Hello ${header.name}"}'
            """;

    private static final String TESTS =
            """
            - name: greets who is named
              call: greeting
              arguments: {name: Ada}
              answers: [{asks: Really, action: accept, content: {}}]
              expect:
                result: {words: Hello Ada}
                text: /Ada/

            - name: greets somebody else
              call: greeting
              arguments: {name: Ada}
              answers: [{asks: Sure, action: accept, content: {}}]
              expect:
                result: {words: Hello Bob}
                ledger: done
                requests: {create-post: 1}

            - name: asks more than it is answered
              call: greeting

            - name: fails & <tells> why
              call: integrationList
              expect: {error: not there, status: 403}

            - name: keeps what is not there
              before: [{call: integrationList, keep: {id: output.99.id}}]
              call: greeting
            """;

    @TempDir private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return RouteTestCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                arguments);
    }

    private void write(String path, String content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void tells_of_each_test_whether_it_passed_and_what_was_different() throws Exception {
        write("routes/tools/greeting.yaml", TOOL);
        write("tests/greeting.yaml", TESTS);
        Path junit = directory.resolve("reports/routes.xml");

        int exitCode = run(directory.toString(), "--junit", junit.toString());

        String report = out.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as(report + err).isEqualTo(1);
        assertThat(report)
                .contains(
                        "tests/greeting.yaml",
                        "ok     greets who is named",
                        "FAILED greets somebody else",
                        "line 9",
                        "result.words: expected \"Hello Bob\", and it is \"Hello Ada\"",
                        "answers: expected Sure, and the tool asked Really?",
                        "ledger: expected done, and it is absent",
                        "requests.create-post: expected 1, and there are 0",
                        "FAILED asks more than it is answered",
                        "status: expected 403, and it is 200",
                        "error: the call succeeded: ",
                        "before: the result of integrationList has no output.99.id",
                        "5 tests, 4 failed");
        Element suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(junit.toFile())
                        .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("4");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(4);
        assertThat(((Element) suite.getElementsByTagName("testcase").item(3)).getAttribute("name"))
                .isEqualTo("fails & <tells> why");
    }

    @Test
    void tells_why_a_configuration_cannot_run() throws Exception {
        write("routes/tools/greeting.yaml", TOOL.replace("ai-tool:greeting", "nothing:greeting"));
        write("tests/greeting.yaml", "- {name: greets, call: greeting}");

        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("greeting.yaml", "nothing")
                .doesNotContain("\tat ");
    }

    @Test
    void tells_what_is_no_test() throws Exception {
        write("tests/a.yaml", "- name: one\n  call: a\n- name: two\n  cal: b\n");
        write("tests/b.yaml", "- name: [");
        write("tests/c.yaml", "name: one");

        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "a.yaml, line 3: ",
                        "'cal' is not defined",
                        "b.yaml, line 1: This is no YAML")
                .contains("c.yaml: A file of tests is a list of them.");
    }

    @Test
    void a_directory_without_tests_does_not_pass() {
        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There are no tests below");
        assertThat(run(directory.resolve("gone").toString())).isEqualTo(1);
        assertThat(run()).isEqualTo(2);
        assertThat(run(directory.toString(), "--xml", "x")).isEqualTo(2);
    }
}
