package org.postizgateway.tools.history;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import org.postizgateway.tools.history.LivedPost.Fate;

/** Random histories of a {@link LivedPost}. */
public final class PostLives {

    private static final int LONGEST = 10;

    private PostLives() {}

    public static ActionChainArbitrary<LivedPost> from(Supplier<LivedPost> begin) {
        return ActionChain.startWith(begin)
                .withAction(4, change("edit", (fate, again) -> post -> post.edit(fate, again)))
                .withAction(4, changeAt("move", LivedPost::move))
                .withAction(2, changeAt("retry", LivedPost::retry))
                .withAction(
                        1, change("draft", (fate, again) -> post -> post.status(true, fate, again)))
                .withAction(
                        1,
                        change(
                                "schedule",
                                (fate, again) -> post -> post.status(false, fate, again)))
                .withAction(1, change("delete", (fate, again) -> post -> post.delete(fate, again)))
                .withAction(2, of(Arbitraries.just(1), "arrive", (none, post) -> post.arrive()))
                .withAction(
                        5,
                        of(
                                Arbitraries.of(1, 3, 12, 31, 100),
                                "minutes later",
                                (minutes, post) -> post.pass(minutes)))
                .withAction(
                        2,
                        of(
                                Arbitraries.of(true, false),
                                "channel breaks",
                                (broken, post) -> post.channelBreaks(broken)))
                .withAction(
                        1,
                        of(
                                Arbitraries.of(true, false),
                                "network fails, flips",
                                (flips, post) -> post.networkFails(true, flips)))
                .withMaxTransformations(LONGEST);
    }

    private interface At {
        void change(LivedPost post, int minutes, Fate fate, boolean repeats);
    }

    private static Action<LivedPost> changeAt(String what, At at) {
        return new Independently(
                Combinators.combine(Arbitraries.integers().between(4, 150), fates(), again())
                        .as(
                                (minutes, fate, again) ->
                                        Transformer.mutate(
                                                "%s to %d min, %s%s"
                                                        .formatted(
                                                                what, minutes, fate, said(again)),
                                                post -> at.change(post, minutes, fate, again))));
    }

    private static Action<LivedPost> change(
            String what, BiFunction<Fate, Boolean, Consumer<LivedPost>> change) {
        return new Independently(
                Combinators.combine(fates(), again())
                        .as(
                                (fate, again) ->
                                        Transformer.mutate(
                                                what + ", " + fate + said(again),
                                                change.apply(fate, again))));
    }

    private static <T> Action<LivedPost> of(Arbitrary<T> values, String what, Step<T> step) {
        return new Independently(
                values.map(
                        value ->
                                Transformer.mutate(
                                        what + ": " + value, post -> step.on(value, post))));
    }

    private interface Step<T> {
        void on(T value, LivedPost post);
    }

    private static String said(boolean again) {
        return again ? ", repeated if unknown" : "";
    }

    private static Arbitrary<Boolean> again() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Fate> fates() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Fate.ANSWERED)),
                Tuple.of(1, Arbitraries.of(Fate.class)));
    }

    private record Independently(Arbitrary<Transformer<LivedPost>> transformer)
            implements Action.Independent<LivedPost> {}
}
