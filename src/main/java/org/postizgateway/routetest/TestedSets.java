package org.postizgateway.routetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.generation.SetTests;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetFile;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * {@code GATEWAY_CONFIG_TEST}: a set passes its tests in a gateway beside the one that serves, in
 * the same process, before it takes its place.
 */
@Component
@ConditionalOnProperty("gateway.config-test")
final class TestedSets implements SetTests {

    @Override
    public List<Problem> failures(ConfigurationSet set) {
        Path copy = null;
        try {
            copy = Files.createTempDirectory("configuration-under-test");
            set.writeTo(copy);
            return failures(set, copy);
        } catch (RefusedSetException e) {
            return named(e.problems(), copy, set);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Problem.of("The tests were interrupted."));
        } catch (IOException | RuntimeException e) {
            return List.of(Problem.of("The tests could not be run: " + e.getMessage()));
        } finally {
            delete(copy);
        }
    }

    private static List<Problem> failures(ConfigurationSet set, Path copy)
            throws RefusedSetException, IOException, InterruptedException {
        RouteTests tests = RouteTests.of(copy);
        List<Problem> failures = new ArrayList<>();
        if (!tests.isEmpty()) {
            tests.run(
                    false,
                    results ->
                            results.stream()
                                    .filter(result -> !result.passed())
                                    .map(result -> problem(set, result))
                                    .forEach(failures::add));
        }
        return failures;
    }

    private static Problem problem(ConfigurationSet set, RouteTestResult result) {
        SetFile file = set.find(result.file().path()).orElse(result.file());
        return Problem.at(
                file,
                result.line(),
                "The test \""
                        + result.name()
                        + "\" failed. "
                        + String.join("; ", result.differences())
                        + ".");
    }

    /** By the files that people know, in place of their copies. */
    private static List<Problem> named(List<Problem> problems, Path copy, ConfigurationSet set) {
        return problems.stream()
                .map(
                        problem -> {
                            String path =
                                    problem.file().startsWith(copy.toString())
                                            ? copy.relativize(Path.of(problem.file())).toString()
                                            : problem.file();
                            return new Problem(
                                    set.find(path).map(SetFile::name).orElse(path),
                                    problem.line(),
                                    problem.message());
                        })
                .toList();
    }

    private static void delete(Path copy) {
        try {
            FileSystemUtils.deleteRecursively(copy);
        } catch (IOException e) {
            copy.toFile().deleteOnExit();
        }
    }
}
