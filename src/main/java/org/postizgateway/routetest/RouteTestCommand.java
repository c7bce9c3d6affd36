package org.postizgateway.routetest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.generation.set.RefusedSetException;

/**
 * {@code --test DIR [--junit FILE]}: runs the tests of a configuration directory and tells how they
 * end.
 */
public final class RouteTestCommand {

    public static final String OPTION = "--test";

    private static final String JUNIT = "--junit";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private RouteTestCommand() {}

    /**
     * @param out gets the report
     * @param err gets why there is none
     * @param arguments behind the option
     * @return exit code: 0 when all pass, 1 when one fails, none is there or the configuration is
     *     refused, 2 when the arguments are wrong
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return run(out, err, true, arguments);
    }

    /**
     * @param quiet whether the gateway of the tests logs nothing
     */
    static int run(PrintStream out, PrintStream err, boolean quiet, String... arguments) {
        boolean junit = arguments.length == 3 && arguments[1].equals(JUNIT);
        if (arguments.length != 1 && !junit) {
            err.println("Name a configuration directory, as in: --test DIR [--junit FILE]");
            return MISUSED;
        }
        try {
            Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
            Optional<Path> report = junit ? Optional.of(Path.of(arguments[2])) : Optional.empty();
            return run(out, err, quiet, directory, report);
        } catch (InvalidPathException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (RefusedSetException e) {
            e.problems().forEach(err::println);
        } catch (IOException | RuntimeException e) {
            err.println("The tests could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("The tests were interrupted.");
        }
        return FAILED;
    }

    private static int run(
            PrintStream out, PrintStream err, boolean quiet, Path directory, Optional<Path> junit)
            throws RefusedSetException, IOException, InterruptedException {
        RouteTests tests = RouteTests.of(directory);
        if (tests.isEmpty()) {
            err.println("There are no tests below " + directory.resolve("tests") + ".");
            return FAILED;
        }
        TextReport report = new TextReport(out);
        List<RouteTestResult> results = new ArrayList<>();
        tests.run(
                quiet,
                ofFile -> {
                    report.add(ofFile);
                    results.addAll(ofFile);
                });
        report.end(results);
        if (junit.isPresent()) {
            JUnitReport.write(results, junit.get());
        }
        return results.stream().allMatch(RouteTestResult::passed) ? 0 : FAILED;
    }
}
