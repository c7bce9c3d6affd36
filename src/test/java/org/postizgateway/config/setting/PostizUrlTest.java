package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PostizUrlTest {

    private static String seenByKamelets(String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("given", Map.of("postiz.url", value)));
        new PostizUrl().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("postiz.url");
    }

    @Test
    void a_slash_at_the_end_is_dropped_for_everyone_who_reads_the_property() {
        assertThat(seenByKamelets("https://postiz.example/api/"))
                .isEqualTo("https://postiz.example/api");
    }

    @Test
    void a_url_that_cannot_be_right_stops_the_start_before_anything_runs() {
        assertThatThrownBy(() -> seenByKamelets("postiz.example"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("POSTIZ_URL ");
    }
}
