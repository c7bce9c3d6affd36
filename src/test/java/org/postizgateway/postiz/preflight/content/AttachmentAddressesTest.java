package org.postizgateway.postiz.preflight.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.preflight.Calls;
import org.postizgateway.postiz.preflight.post.SchedulePlan;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPostReader;
import org.postizgateway.postiz.upload.Presence;

@Timeout(30)
class AttachmentAddressesTest {

    private static final String FILE = "https://files.example/a.png";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Users/jane/pic.png",
                "C:\\Users\\jane\\pic.png",
                "pic.png",
                "file:///home/jane/pic.png",
                "sandbox:/mnt/data/pic.png",
                "data:image/png;base64,AAAA.png",
                "https:///pic.png"
            })
    void that_are_none_on_the_web_are_refused_with_the_way_through_an_upload(String path) {
        assertThatThrownBy(() -> plan(path, address -> Presence.THERE))
                .hasMessageContaining("attachments[0] is not an address on the web")
                .hasMessageContaining("uploadFromUrlTool");
    }

    @Test
    void that_lead_nowhere_are_refused() {
        assertThatThrownBy(() -> plan(FILE, address -> Presence.ABSENT))
                .hasMessageContaining("attachments[0] leads nowhere");
    }

    @Test
    void that_cannot_be_asked_for_are_told() {
        assertThat(notices(plan(FILE, address -> Presence.UNKNOWN)))
                .singleElement()
                .asString()
                .contains("could not be checked");
        assertThat(
                        notices(
                                plan(
                                        FILE,
                                        address -> {
                                            throw new IllegalStateException();
                                        })))
                .hasSize(1);
        assertThat(notices(plan(FILE, address -> Presence.THERE))).isEmpty();
    }

    @Test
    void of_files_that_were_stored_lately_are_not_asked_for() {
        KnownMedia known = new KnownMedia();
        known.remember(FILE);
        AtomicInteger asked = new AtomicInteger();
        AttachmentAddresses addresses =
                new AttachmentAddresses(
                        address -> {
                            asked.incrementAndGet();
                            return Presence.ABSENT;
                        },
                        known);
        List<SocialPost> posts = new SocialPostReader().read(call(withFile(FILE)));

        assertThat(addresses.ask(posts)).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void are_asked_for_once_in_a_call() {
        AtomicInteger asked = new AtomicInteger();
        Map<String, Object> call = call(withFile(FILE), withFile(FILE));
        Calls.preflight(
                        address -> {
                            asked.incrementAndGet();
                            return Presence.THERE;
                        })
                .plan(call, List.of(), channels("linkedin"), List.of());
        assertThat(asked).hasValue(1);
    }

    private static List<String> notices(SchedulePlan plan) {
        return plan.requests().get(0).posts().get(0).notices();
    }

    private static SchedulePlan plan(String path, Function<String, Presence> presence) {
        return Calls.preflight(presence)
                .plan(call(withFile(path)), List.of(), channels("linkedin"), List.of());
    }

    private static Map<String, Object> withFile(String path) {
        return post("linkedin", p -> p.put("postsAndComments", List.of(item("x", path))));
    }
}
