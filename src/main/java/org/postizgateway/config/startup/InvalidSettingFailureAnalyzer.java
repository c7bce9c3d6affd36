package org.postizgateway.config.startup;

import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a refused setting into Spring Boot's short start-up report in place of a stack trace. */
public class InvalidSettingFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
