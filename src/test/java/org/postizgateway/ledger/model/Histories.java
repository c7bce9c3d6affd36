package org.postizgateway.ledger.model;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.PostizModel.Fate;
import org.postizgateway.ledger.model.World.Call;
import org.postizgateway.ledger.model.World.Leaving;

/** Random histories of a {@link World}. */
final class Histories {

    private static final int LONGEST = 14;

    private Histories() {}

    static ActionChainArbitrary<World> from(Supplier<World> begin) {
        return ActionChain.startWith(begin)
                .withAction(10, new Calls(1))
                .withAction(3, new Calls(3))
                .withAction(2, at("Postiz carries out what waits", w -> w.postiz.release()))
                .withAction(3, at("the recurring tasks run", World::keepHouse))
                .withAction(2, replica("killed", World::kill))
                .withAction(1, replica("stopped", World::stop))
                .withAction(1, when(World::isDatabaseUp, "database lost", World::loseDatabase))
                .withAction(3, when(w -> !w.isDatabaseUp(), "database back", World::healDatabase))
                .withAction(2, new Jump())
                .withAction(1, new OfReplica("frozen", World::isDatabaseUp, World::freeze))
                .withAction(
                        1,
                        new OfReplica(
                                "generations cancelled",
                                World::isDatabaseUp,
                                World::cancelGenerations))
                .withAction(
                        2,
                        new OfReplica("dead letters replayed", World::isDatabaseUp, World::replay))
                .withMaxTransformations(LONGEST);
    }

    private static Action<World> at(String what, Consumer<World> change) {
        return when(w -> true, what, change);
    }

    private static Action<World> when(
            Predicate<World> possible, String what, Consumer<World> change) {
        return new Action.Independent<>() {
            @Override
            public boolean precondition(World world) {
                return possible.test(world);
            }

            @Override
            public Arbitrary<Transformer<World>> transformer() {
                return Arbitraries.just(Transformer.mutate(what, change));
            }
        };
    }

    private static Action<World> replica(String what, OfReplica.Change change) {
        return new OfReplica(what, w -> true, change);
    }

    private record OfReplica(String what, Predicate<World> possible, Change change)
            implements Action.Independent<World> {

        @FunctionalInterface
        interface Change {
            void of(World world, int replica);
        }

        @Override
        public boolean precondition(World world) {
            return possible.test(world);
        }

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.integers()
                    .between(0, 1)
                    .map(
                            replica ->
                                    Transformer.mutate(
                                            "replica " + replica + ": " + what,
                                            world -> change.of(world, replica)));
        }
    }

    private record Jump() implements Action.Independent<World> {

        @Override
        public boolean precondition(World world) {
            return world.isDatabaseUp();
        }

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.of(10L, 120L, 7_300L)
                    .map(
                            seconds ->
                                    Transformer.mutate(
                                            seconds + " s later", world -> world.jump(seconds)));
        }
    }

    private record Calls(int atOnce) implements Action.Independent<World> {

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, 1), call().list().ofSize(atOnce))
                    .as(
                            (first, calls) ->
                                    Transformer.mutate(
                                            "from replica " + first + ": " + calls,
                                            world -> world.call(first, calls)));
        }

        private static Arbitrary<Call> call() {
            Arbitrary<Tool> tools =
                    Arbitraries.frequency(
                            Tuple.of(4, Tool.schedulePostTool),
                            Tuple.of(1, Tool.uploadFromUrlTool),
                            Tuple.of(1, Tool.postSettingsTool),
                            Tuple.of(2, Tool.generateVideoTool));
            Arbitrary<List<String>> contents =
                    Arbitraries.of(
                            List.of("a"),
                            List.of("b"),
                            List.of("a", "b"),
                            List.of("b", "a"),
                            List.of("a", "a"));
            Arbitrary<Fate> fates =
                    Arbitraries.frequencyOf(
                            Tuple.of(1, Arbitraries.just(Fate.ANSWERED)),
                            Tuple.of(1, Arbitraries.of(Fate.class)));
            return Combinators.combine(
                            tools,
                            contents,
                            fates,
                            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)),
                            Arbitraries.frequency(
                                    Tuple.of(8, Leaving.NEVER),
                                    Tuple.of(1, Leaving.BEFORE),
                                    Tuple.of(1, Leaving.MEANWHILE)),
                            Arbitraries.of(true, false))
                    .as(Call::new);
        }
    }
}
