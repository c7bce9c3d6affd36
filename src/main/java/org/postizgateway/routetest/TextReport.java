package org.postizgateway.routetest;

import java.io.PrintStream;
import java.util.List;

/** Tells people how tests end, file by file. */
final class TextReport {

    private final PrintStream out;

    TextReport(PrintStream out) {
        this.out = out;
    }

    void add(List<RouteTestResult> results) {
        results.stream().limit(1).forEach(first -> out.println(first.file().path()));
        for (RouteTestResult result : results) {
            out.printf(
                    "  %s %s (%d ms)%n",
                    result.passed() ? "ok    " : "FAILED", result.name(), result.took().toMillis());
            if (!result.passed()) {
                out.printf("         line %d%n", result.line());
                result.differences().forEach(difference -> out.println("         " + difference));
            }
        }
    }

    void end(List<RouteTestResult> results) {
        long failed = results.stream().filter(result -> !result.passed()).count();
        out.printf("%d tests, %d failed%n", results.size(), failed);
    }
}
