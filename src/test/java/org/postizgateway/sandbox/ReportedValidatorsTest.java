package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.posting.SettingsValidator;
import org.postizgateway.sandbox.posting.SettingsValidator.Surface;

/** The sandbox takes and refuses settings as the validators of the real one do. */
class ReportedValidatorsTest {

    private static final PlatformCatalog CATALOG = PlatformCatalog.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pinterest | {\"board\":\"1\",\"link\":\"\"}            | true",
                "pinterest | {\"board\":\"1\",\"link\":\"example.com/x\"} | true",
                "pinterest | {\"board\":\"1\",\"link\":\"nothing\"}       | false",
                "youtube   | {\"title\":\"EMOJI51\",\"type\":\"public\"}   | true",
                "youtube   | {\"title\":\"EMOJI101\",\"type\":\"public\"}  | false",
            })
    @ReportedCase("sandbox-validators")
    void decides_as_postiz_does(String network, String settings, boolean taken) throws Exception {
        String filled =
                settings.replace("EMOJI101", "😀".repeat(101)).replace("EMOJI51", "😀".repeat(51));

        assertThat(
                        SettingsValidator.validate(
                                        CATALOG.find(network).orElseThrow(),
                                        new ObjectMapper().readTree(filled),
                                        Surface.CREATE_ENDPOINT)
                                .isEmpty())
                .isEqualTo(taken);
    }
}
