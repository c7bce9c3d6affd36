package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.PlatformCatalog;

class PlatformSchemaTest {

    private final PlatformSchema schema = new PlatformSchema(PlatformCatalog.load());

    @Test
    void describes_x_for_plain_and_verified_accounts() {
        assertThat(output("x", null)).containsEntry("maxLength", 280);
        assertThat(output("x", true)).containsEntry("maxLength", 4000);
        assertThat(output("x", false).get("rules")).asString().contains("who_can_reply_post");
        assertThat(JsonBody.readObject(output("x", false).get("settings")))
                .containsEntry("type", "object");
    }

    @Test
    void says_so_where_there_are_no_settings() {
        assertThat(output("bluesky", false))
                .containsEntry("settings", "No additional settings required");
    }

    @Test
    void shows_settings_that_only_the_create_endpoint_checks() {
        assertThat(JsonBody.write(output("linkedin", false).get("settings")))
                .contains("post_as_images_carousel");
    }

    @Test
    void tells_of_parameters_that_postiz_does_not_declare() {
        assertThat(JsonBody.readObjects(output("skool", false).get("tools")))
                .filteredOn(tool -> tool.get("methodName").equals("label"))
                .singleElement()
                .satisfies(
                        tool ->
                                assertThat(JsonBody.readObjects(tool.get("dataSchema")))
                                        .extracting(parameter -> parameter.get("key"))
                                        .containsExactly("id"));
    }

    @Test
    void tells_what_becomes_of_further_items() {
        assertThat(output("youtube", false).get("rules")).asString().contains("never published");
    }

    @ParameterizedTest
    @CsvSource({
        "warpcast, 800",
        "Farcaster, 800",
        "twitter, 280",
        "LinkedIn Page, 3000",
        "X, 280",
        "Twitter/X, 280"
    })
    void takes_the_names_that_people_use(String name, int maxLength) {
        assertThat(output(name, false)).containsEntry("maxLength", maxLength);
    }

    @Test
    void names_near_matches_for_an_unknown_platform() {
        assertThatThrownBy(() -> schema.describe("instagramm", false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "There is no platform \"instagramm\". The nearest are instagram,"
                                + " instagram-standalone.");
    }

    @Test
    void names_a_platform_that_people_call_otherwise() {
        assertThatThrownBy(() -> schema.describe("twiter", false))
                .hasMessageEndingWith("The nearest are x, twitch.");
    }

    @Test
    void passes_on_what_a_newer_postiz_says_of_a_platform_that_it_lacks() {
        assertThat(schema.isKnown("myspace")).isFalse();
        assertThat(schema.question("myspace", null))
                .isEqualTo(Map.of("platform", "myspace", "isPremium", false));
        Map<String, Object> served = Map.of("output", Map.of("maxLength", 500, "settings", "None"));
        assertThat(schema.requireServed("myspace", served)).isEqualTo(served);
        Map<String, Object> nothing = Map.of("maxLength", 0, "settings", Map.of());
        assertThatThrownBy(() -> schema.requireServed("myspace", Map.of("output", nothing)))
                .hasMessageStartingWith("There is no platform \"myspace\".");
    }

    @Test
    void names_all_platforms_when_none_is_near() {
        assertThatThrownBy(() -> schema.describe(null, null))
                .hasMessageContaining("The platforms are x, linkedin, ")
                .hasMessageEndingWith("tumblr.");
    }

    private Map<String, Object> output(String platform, Boolean premium) {
        return JsonBody.readObject(schema.describe(platform, premium).get("output"));
    }
}
