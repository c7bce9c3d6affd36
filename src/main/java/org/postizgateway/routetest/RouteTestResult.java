package org.postizgateway.routetest;

import java.time.Duration;
import java.util.List;
import org.postizgateway.generation.set.SetFile;

/**
 * How a test ended.
 *
 * @param line on which it begins
 * @param differences to what was expected, a sentence each; empty when it passed
 */
record RouteTestResult(
        SetFile file, int line, String name, Duration took, List<String> differences) {

    boolean passed() {
        return differences.isEmpty();
    }
}
