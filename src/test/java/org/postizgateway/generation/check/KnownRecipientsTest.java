package org.postizgateway.generation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.cases.ReportedCase;

/** Where a route sends what it gets is known to be there before it gets anything. */
class KnownRecipientsTest {

    private static final String ROUTE =
            """
            - route:
                id: sinks
                from:
                  uri: direct:sinks
                  steps:
                    - recipientList:
                        constant: "%s"
                        delimiter: ";"
            """;

    private static final String SINK =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: own-sink
            spec:
              definition:
                title: Own
                required: [url]
                properties:
                  url: {type: string}
                  name: {type: string, default: x}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: log:{{url}}
            """;

    @TempDir private Path directory;
    private SetOnDisk set;

    @BeforeEach
    void prepare() throws Exception {
        set =
                new SetOnDisk(directory)
                        .with("kamelets/own-sink.kamelet.yaml", SINK)
                        .with(
                                "kamelets/pigeon-sink.kamelet.yaml",
                                SINK.replace("own-sink", "pigeon-sink")
                                        .replace("log:{{url}}", "pigeon:{{url}}"));
    }

    private String report(String recipients) throws Exception {
        return set.with("routes/sinks.yaml", ROUTE.formatted(recipients)).report();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kamlet:own-sink?url=x | There is no component kamlet on board.",
                "kamelet:own-sinc?url=x | There is no Kamelet own-sinc. Sinks are own-sink, pigeon-sink.",
                "kamelet:pigeon-sink?url=x | There is no component pigeon on board.",
                "kamelet:own-sink | The Kamelet own-sink needs the property url.",
                "kamelet:own-sink?url=x&nam=y | has no property nam, only name, url.",
                "direct:nowhere | No route begins with from: direct:nowhere.",
                "seda:nowhere?size=5 | No route begins with from: seda:nowhere.",
                "log:x?shouAll=true | shouAll",
                "dead-letters | It is no endpoint URI"
            })
    @ReportedCase("route-file-ending")
    void a_recipient_that_cannot_be_sent_to_is_refused_with_its_place(String uri, String why)
            throws Exception {
        assertThat(report("log:fine; " + uri))
                .startsWith(
                        set.place("routes/sinks.yaml", 7)
                                + "Nothing can be sent to \""
                                + uri.replaceAll("\\?.*", "")
                                + "\"")
                .contains(why)
                .hasLineCount(1);
    }

    @Test
    void what_the_recipient_is_given_is_not_repeated() throws Exception {
        assertThat(report("kamelet:own-sink?url=https://u:s3same@h/&password=s3same&nam=s3same"))
                .contains("has no property nam,", "has no property password,")
                .doesNotContain("s3same");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log:a;log:b?showAll=true",
                "kamelet:own-sink?url=RAW(https://hooks.example/a,b?c=d)",
                "kamelet:own-sink/own-call?url=x&name=y",
                "direct:sinks",
                "{{?nothing.of.the.kind}}"
            })
    void a_recipient_that_is_there_is_taken(String recipients) throws Exception {
        assertThat(report(recipients)).isEmpty();
    }

    @Test
    void the_setting_that_names_the_recipient_is_told() throws Exception {
        assertThat(report("{{dead-letter.sinks:direct:gone}}"))
                .contains("\"direct:gone\", which dead-letter.sinks (DEAD_LETTER_SINKS) names: ");
    }
}
