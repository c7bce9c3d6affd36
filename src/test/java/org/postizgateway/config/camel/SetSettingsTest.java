package org.postizgateway.config.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** What a set says of the gateway's settings is checked as it is at the start. */
class SetSettingsTest {

    private final StandardEnvironment settings = new StandardEnvironment();

    private List<Problem> problems(String properties) throws Exception {
        return rules().problems(set(properties));
    }

    private SetSettings rules() throws Exception {
        for (PropertySource<?> source :
                new YamlPropertySourceLoader()
                        .load(
                                "Config resource 'class path resource [application.yaml]'",
                                new ClassPathResource("application.yaml"))) {
            settings.getPropertySources().addLast(source);
        }
        return new SetSettings(settings);
    }

    private static ConfigurationSet set(String properties) {
        return ConfigurationSet.of(
                List.of(),
                List.of(
                        file(ConfigurationSet.PROPERTIES, properties),
                        file("routes/crm.yaml", "{{crm.url}} {{?policies.crm.repeats}}")));
    }

    private static SetFile file(String path, String content) {
        return new SetFile(path, "/etc/" + path, content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    policies: {throttle: {caller-per-second: lots}} | POLICIES_THROTTLE_CALLER_PER_SECOND is "lots". Set it to a whole number of at least 1.
                    policies: {throttle: {caller-per-second: 0}}    | POLICIES_THROTTLE_CALLER_PER_SECOND is "0".
                    policies.throttle.callerPerSecond: none         | POLICIES_THROTTLE_CALLER_PER_SECOND is
                    policies.read.repeats: abc                      | POLICIES_READ_REPEATS is "abc".
                    policies.read.repeats: -5                       | POLICIES_READ_REPEATS is "-5".
                    policies.read.delay: 1s                         | POLICIES_READ_DELAY is "1s".
                    policies.cached.channels: 5 minutes             | POLICIES_CACHED_CHANNELS is "5 minutes".
                    gateway.call-timeout: never                     | GATEWAY_CALL_TIMEOUT is "never".
                    gateway.public-url: nowhere                     | GATEWAY_PUBLIC_URL
                    ledger.patience: 3h                             | LEDGER_PATIENCE is not shorter than GATEWAY_CALL_TIMEOUT.
                    - x                                             | Properties are names with values
                    just a text                                     | Properties are names with values
                    """)
    void a_value_that_cannot_be_right_is_told_in_its_line(String wrong, String reason)
            throws Exception {
        List<Problem> problems = problems("# of ours\n" + wrong + "\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).file()).isEqualTo("/etc/application.yaml");
        assertThat(problems.get(0).line()).isEqualTo(2);
        assertThat(problems.get(0).message()).startsWith(reason);
    }

    @Test
    void all_values_that_cannot_be_right_are_told_at_once() throws Exception {
        assertThat(problems("policies.read.repeats: a\npolicies.change.repeats: b\n"))
                .extracting(Problem::line)
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void properties_of_routes_and_values_that_can_be_right_are_taken() throws Exception {
        assertThat(problems("crm.url: http://crm\npolicies.read.repeats: 0\n")).isEmpty();
        assertThat(problems("# nothing\n")).isEmpty();
        assertThat(problems("")).isEmpty();
    }

    @Test
    void what_the_set_does_not_say_is_no_problem_of_the_set() throws Exception {
        settings.getPropertySources()
                .addFirst(new MapPropertySource("of a start", Map.of("ledger.patience", "3h")));

        assertThat(problems("crm.url: http://crm\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    policies: {throtle: {caller-per-second: 5}} | Nothing reads policies.throtle.caller-per-second: | Is policies.throttle.caller-per-second meant?
                    polices.read.repeats: 5                     | Nothing reads polices.read.repeats:               | Is policies.read.repeats meant?
                    gateway.http.wings: 2                       | Nothing reads gateway.http.wings:                 | no placeholder names it.
                    policies.crm.repeat: 2                      | Nothing reads policies.crm.repeat:                | Is policies.crm.repeats meant?
                    dead-leter.sinks: log:x                     | Nothing reads dead-leter.sinks:                   | Is dead-letter.sinks meant?
                    """)
    void a_property_that_nothing_reads_is_warned_of_in_its_line(
            String written, String sentence, String advice) throws Exception {
        List<Problem> warnings = rules().warnings(set("# of ours\n" + written + "\n"));

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).line()).isEqualTo(2);
        assertThat(warnings.get(0).message()).startsWith(sentence).endsWith(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policies.throttle.callerPerSecond: 5",
                "gateway.doors-without-authentication: [a, b]",
                "postiz.instances.support.url: https://postiz.example.com",
                "crm.url: http://crm",
                "policies.crm.repeats: 2",
                "spring.threads.virtual.enabled: true",
                "my.own: one that a bean of mine reads",
                "# nothing"
            })
    void a_property_that_something_reads_is_not(String written) throws Exception {
        assertThat(rules().warnings(set(written))).isEmpty();
    }
}
