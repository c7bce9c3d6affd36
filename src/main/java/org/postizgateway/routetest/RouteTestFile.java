package org.postizgateway.routetest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetFile;
import org.postizgateway.mcp.JsonSchema;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file with tests.
 *
 * @param lines on which each of the tests begins
 */
record RouteTestFile(SetFile file, List<RouteTest> tests, List<Integer> lines) {

    private static final LoadSettings YAML =
            LoadSettings.builder().setAllowDuplicateKeys(false).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchema SCHEMA = schema();

    /**
     * @throws RefusedSetException with every test that is not written as the schema says
     */
    static RouteTestFile read(SetFile file) throws RefusedSetException {
        JsonNode tests;
        try {
            tests = JSON.valueToTree(new Load(YAML).loadFromString(file.text()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw refused(Problem.at(file, line, "This is no YAML: " + e.getProblem() + "."));
        } catch (YamlEngineException e) {
            throw refused(Problem.of(file, "This is no YAML: " + e.getMessage() + "."));
        }
        if (!tests.isArray()) {
            throw refused(Problem.of(file, "A file of tests is a list of them."));
        }
        List<Integer> lines = lines(file);
        List<Problem> problems = new ArrayList<>();
        List<RouteTest> read = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            int line = lines.get(i);
            List<String> violations = SCHEMA.violations(tests.get(i));
            violations.forEach(violation -> problems.add(Problem.at(file, line, violation)));
            if (violations.isEmpty()) {
                read.add(JSON.convertValue(tests.get(i), RouteTest.class));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedSetException(problems);
        }
        return new RouteTestFile(file, read, lines);
    }

    private static RefusedSetException refused(Problem problem) {
        return new RefusedSetException(List.of(problem));
    }

    private static List<Integer> lines(SetFile file) {
        SequenceNode root =
                (SequenceNode) new Compose(YAML).composeString(file.text()).orElseThrow();
        return root.getValue().stream()
                .map(element -> element.getStartMark().map(mark -> mark.getLine() + 1).orElse(0))
                .toList();
    }

    private static JsonSchema schema() {
        try (InputStream json =
                RouteTestFile.class.getResourceAsStream("/routetest/test.schema.json")) {
            JsonNode ofOne = JSON.readTree(json).path("items");
            return JsonSchema.compile(JSON.convertValue(ofOne, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema of tests is part of the jar", e);
        }
    }
}
