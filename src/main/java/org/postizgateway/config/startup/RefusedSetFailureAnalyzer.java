package org.postizgateway.config.startup;

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

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSetException refused) {
        return new FailureAnalysis(
                refused.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n")),
                "Correct the files. An empty file switches the copy in the jar off, and without the"
                        + " file the copy is used.",
                refused);
    }
}
