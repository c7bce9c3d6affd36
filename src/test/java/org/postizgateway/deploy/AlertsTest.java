package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and dashboard ask for metrics that there are; the rules lead to what to do. */
class AlertsTest {

    private static final Pattern METRIC =
            Pattern.compile(
                    "\\b(?:gateway|ledger|postiz|mcp|resilience4j|http_client|hikaricp|ssl)_[a-z0-9_]+\\b(?!=)");

    private static Set<String> metricsIn(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static JsonNode rules() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("deploy/prometheus/alerts.yaml").toFile())
                .at("/groups/0/rules");
    }

    @Test
    void every_alert_leads_to_its_section_of_the_runbook_which_has_no_others() throws Exception {
        Map<String, String> urls = new LinkedHashMap<>();
        rules().forEach(
                        rule ->
                                urls.put(
                                        rule.path("alert").asText(),
                                        rule.at("/annotations/runbook_url").asText()));
        List<String> sections =
                Files.readAllLines(Path.of("docs/runbook.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3))
                        .toList();

        assertThat(sections).containsExactlyElementsOf(urls.keySet());
        assertThat(urls)
                .allSatisfy(
                        (alert, url) ->
                                assertThat(url)
                                        .isEqualTo(
                                                "docs/runbook.md#"
                                                        + alert.toLowerCase(Locale.ROOT)));
    }

    @Test
    void every_alert_has_a_summary_and_asks_for_documented_metrics() throws Exception {
        JsonNode rules = rules();
        Set<String> documented = metricsIn(Files.readString(Path.of("docs/metrics.md")));

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

    @ParameterizedTest
    @ValueSource(strings = {"dashboard.json", "product-owner.json"})
    void a_dashboard_shows_documented_metrics(String file) throws Exception {
        String dashboard = Files.readString(Path.of("deploy/prometheus", file));
        Set<String> documented = metricsIn(Files.readString(Path.of("docs/metrics.md")));

        assertThat(new ObjectMapper().readTree(dashboard).path("panels")).isNotEmpty();
        assertThat(
                        metricsIn(dashboard).stream()
                                .map(m -> m.replaceFirst("_(count|bucket|sum)$", "")))
                .isNotEmpty()
                .isSubsetOf(documented);
    }

    /** A tool or a label that is misspelt shows nothing for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"dashboard.json", "product-owner.json"})
    void a_dashboard_asks_for_tools_and_labels_that_there_are(String file) throws Exception {
        String dashboard = Files.readString(Path.of("deploy/prometheus", file));
        String page = Files.readString(Path.of("docs/metrics.md"));

        assertThat(
                        Pattern.compile("\\b[a-z][A-Za-z]+Tool\\b")
                                .matcher(dashboard)
                                .results()
                                .map(MatchResult::group))
                .allSatisfy(
                        tool ->
                                assertThat(Path.of("routes/tools", tool + ".yaml"))
                                        .isRegularFile());
        assertThat(
                        Pattern.compile("by \\(([a-z_, ]+)\\)")
                                .matcher(dashboard)
                                .results()
                                .flatMap(by -> Stream.of(by.group(1).split(", ")))
                                .filter(label -> !Set.of("le", "instance").contains(label)))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(page).contains("`" + label + "`"));
    }
}
