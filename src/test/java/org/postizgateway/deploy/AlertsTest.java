package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules for Prometheus ask for metrics that there are. */
class AlertsTest {

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:gateway|ledger|postiz|mcp|resilience4j)_[a-z0-9_]+\\b(?!=)");

    private static Set<String> metricsIn(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void every_alert_has_a_summary_and_asks_for_documented_metrics() throws Exception {
        JsonNode rules =
                new ObjectMapper(new YAMLFactory())
                        .readTree(Path.of("deploy/prometheus/alerts.yaml").toFile())
                        .at("/groups/0/rules");
        Set<String> documented = metricsIn(Files.readString(Path.of("docs/operations.md")));

        assertThat(rules).isNotEmpty();
        assertThat(rules)
                .allSatisfy(
                        rule -> {
                            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
                            assertThat(metricsIn(rule.path("expr").asText()))
                                    .as(rule.path("alert").asText())
                                    .isNotEmpty()
                                    .isSubsetOf(documented);
                        });
    }
}
