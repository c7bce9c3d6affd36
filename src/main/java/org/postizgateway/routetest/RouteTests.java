package org.postizgateway.routetest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetFile;
import org.postizgateway.generation.set.SetReader;

/** The tests below {@code tests/} of a configuration directory. */
final class RouteTests {

    private final Path directory;
    private final List<RouteTestFile> files;

    private RouteTests(Path directory, List<RouteTestFile> files) {
        this.directory = directory;
        this.files = files;
    }

    /**
     * @throws RefusedSetException with every test that cannot be read
     */
    static RouteTests of(Path directory) throws RefusedSetException {
        ConfigurationSet set = new SetReader(List.of()).read(directory);
        List<RouteTestFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (SetFile file : set.yaml(ConfigurationSet.TESTS)) {
            try {
                files.add(RouteTestFile.read(file));
            } catch (RefusedSetException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedSetException(problems);
        }
        return new RouteTests(directory, files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * Runs all of them in one gateway.
     *
     * @param quiet whether that logs nothing
     * @param listener told of the results of each file
     * @throws RefusedSetException when the configuration cannot run
     */
    void run(boolean quiet, Consumer<List<RouteTestResult>> listener)
            throws RefusedSetException, IOException, InterruptedException {
        try (TestGateway gateway = start(quiet)) {
            RouteTestRun run = new RouteTestRun(gateway);
            for (RouteTestFile file : files) {
                listener.accept(run.run(file));
            }
        }
    }

    private TestGateway start(boolean quiet) throws RefusedSetException, IOException {
        try {
            return new TestGateway(directory, quiet);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof RefusedSetException refused) {
                    throw refused;
                }
            }
            throw e;
        }
    }
}
