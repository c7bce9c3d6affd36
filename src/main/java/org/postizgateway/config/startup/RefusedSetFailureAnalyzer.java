package org.postizgateway.config.startup;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Turns what is wrong in the configuration into Spring Boot's short start-up report: which file,
 * where in it, and why, in place of a stack trace.
 */
public class RefusedSetFailureAnalyzer extends AbstractFailureAnalyzer<RefusedSetException> {

    private static final String ACTION =
            "Correct the files, or the settings that are named. An empty file switches the copy in"
                    + " the jar off, and without the file the copy is used.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSetException refused) {
        return new FailureAnalysis(
                refused.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n")),
                refused.problems().stream().anyMatch(RefusedSetFailureAnalyzer::isOfFile)
                        ? ACTION
                        : null,
                refused);
    }

    /** What is wrong with the directory itself says what to do. */
    private static boolean isOfFile(Problem problem) {
        return !Path.of(problem.file()).isAbsolute();
    }
}
