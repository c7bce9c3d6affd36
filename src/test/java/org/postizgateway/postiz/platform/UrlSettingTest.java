package org.postizgateway.postiz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line was decided by validator.js itself. */
class UrlSettingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "example.com/x",
                "HTTP://EXAMPLE.com:8080/a?b#c",
                "ftp://example.com/a",
                "http://1.2.3.4/a",
                "user:pass@example.com",
                "https://münchen.de/ä",
                "example.com?x=1"
            })
    void takes(String text) {
        assertThat(UrlSetting.matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example",
                "http://localhost/a",
                "http://",
                "//example.com",
                "mailto:a@example.com",
                "gopher://example.com",
                "http://exa mple.com",
                "http://-a.com",
                "http://a_b.com",
                "http://example.com:0",
                "http://example.com:99999",
                "http://example.1"
            })
    void refuses(String text) {
        assertThat(UrlSetting.matches(text)).isFalse();
    }
}
