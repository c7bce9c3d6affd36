package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.InvalidInputException;

class ToolRequestsTest {

    @Test
    void a_change_of_settings_cannot_change_the_platform() {
        SettingsChange change = new SettingsChange();

        assertThat(change.changed(Map.of("a", 1, "__type", "x"), Optional.empty()))
                .isEqualTo(Map.of("a", 1));
        assertThatThrownBy(() -> change.changed(Map.of("__type", "x"), Optional.empty()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_changed_post_gets_the_zone_of_its_date() {
        assertThat(
                        new SettingsChange()
                                .toOutput(
                                        Map.of(
                                                "postId", "p",
                                                "publishDate", "2027-02-01T10:00:00"),
                                        List.of()))
                .isEqualTo(
                        Map.of(
                                "output",
                                Map.of("postId", "p", "publishDate", "2027-02-01T10:00:00.000Z")));
    }

    @Test
    void a_video_of_veo3_has_a_list_of_images_even_when_it_starts_from_none() {
        MediaFile media = new MediaFile(new KnownMedia());
        Map<String, Object> parameters = Map.of("prompt", "a fox");

        assertThat(media.toVideoRequest(arguments("veo3", parameters)))
                .isEqualTo(
                        Map.of(
                                "type", "veo3",
                                "output", "vertical",
                                "customParams", Map.of("prompt", "a fox", "images", List.of())));
        assertThat(media.toVideoRequest(arguments("image-text-slides", parameters)))
                .containsEntry("customParams", parameters);
    }

    @Test
    void a_video_of_veo3_starts_from_images_of_which_only_the_address_is_given() {
        String address = "https://media.example.com/a.png";
        Map<String, Object> image = Map.of("id", MediaId.of(address), "path", address);
        Map<String, Object> whole = Map.of("id", "i", "path", "p");

        for (Object images : List.of(address, List.of(address))) {
            assertThat(images(images)).isEqualTo(List.of(image));
        }
        assertThat(images(List.of(whole))).isEqualTo(List.of(whole));
    }

    @Test
    void a_helper_method_gets_pairs_of_texts() {
        Map<String, Object> call =
                new TriggerCall()
                        .toArguments(
                                Map.of(
                                        "methodName",
                                        "m",
                                        "dataSchema",
                                        List.of(Map.of("key", "n", "value", 7))));

        assertThat(call)
                .containsEntry("methodName", "m")
                .containsEntry("dataSchema", List.of(Map.of("key", "n", "value", "7")));
        assertThat(new TriggerCall().toArguments(Map.of())).containsEntry("dataSchema", List.of());
    }

    private static Object images(Object images) {
        Map<String, Object> request =
                new MediaFile(new KnownMedia())
                        .toVideoRequest(
                                arguments("veo3", Map.of("prompt", "a fox", "images", images)));
        return ((Map<?, ?>) request.get("customParams")).get("images");
    }

    private static Map<String, Object> arguments(String generator, Object parameters) {
        return Map.of("identifier", generator, "output", "vertical", "customParams", parameters);
    }
}
