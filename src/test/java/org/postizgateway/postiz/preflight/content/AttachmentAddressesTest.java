package org.postizgateway.postiz.preflight.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.postiz.preflight.Calls.call;
import static org.postizgateway.postiz.preflight.Calls.channels;
import static org.postizgateway.postiz.preflight.Calls.item;
import static org.postizgateway.postiz.preflight.Calls.post;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    @Test
    void of_some_calls_that_do_not_answer_hold_up_no_other_call() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(12);
        AttachmentAddresses addresses =
                new AttachmentAddresses(
                        address -> {
                            if (address.contains("slow")) {
                                begun.countDown();
                                await(slow, 60);
                            }
                            return Presence.THERE;
                        },
                        new KnownMedia());
        List<FutureTask<Map<String, Presence>>> calls =
                IntStream.range(0, 3)
                        .mapToObj(i -> new FutureTask<>(() -> addresses.ask(slowPosts())))
                        .toList();
        calls.forEach(call -> new Thread(call).start());
        await(begun, 20);

        assertThat(addresses.ask(new SocialPostReader().read(call(withFile(FILE)))))
                .containsEntry(FILE, Presence.THERE);
        slow.countDown();
        for (FutureTask<Map<String, Presence>> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).hasSize(20);
        }
    }

    @Test
    void are_not_asked_for_any_more_when_the_caller_has_left() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch ended = new CountDownLatch(4);
        AttachmentAddresses addresses =
                new AttachmentAddresses(
                        address -> {
                            begun.countDown();
                            try {
                                await(new CountDownLatch(1), 60);
                            } finally {
                                ended.countDown();
                            }
                            return Presence.THERE;
                        },
                        new KnownMedia());
        Thread caller = new Thread(() -> addresses.ask(slowPosts()));
        caller.start();
        await(begun, 20);

        caller.interrupt();

        await(ended, 20);
        caller.join(20_000);
        assertThat(caller.isAlive()).isFalse();
    }

    private static List<SocialPost> slowPosts() {
        String[] files =
                IntStream.range(0, 20)
                        .mapToObj(i -> "https://slow.example/" + i + ".png")
                        .toArray(String[]::new);
        return new SocialPostReader()
                .read(
                        call(
                                post(
                                        "linkedin",
                                        p ->
                                                p.put(
                                                        "postsAndComments",
                                                        List.of(item("x", files))))));
    }

    private static void await(CountDownLatch latch, int seconds) {
        try {
            if (!latch.await(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("It did not come to that within " + seconds + " seconds");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
