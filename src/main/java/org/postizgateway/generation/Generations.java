package org.postizgateway.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.Outcome.Kind;
import org.postizgateway.generation.check.start.StartProblem;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.StoredSets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sets that run: one serves, those before it end when their last call has ended. A set takes
 * the place of another from one request to the next, or not at all.
 */
public final class Generations implements Serving, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final Launcher launcher;
    private final Switch callers;
    private final StoredSets stored;
    private final Ending ending;
    private final Optional<SetTests> tests;
    private final Consumer<Outcome> changed;
    private final ReentrantLock changing = new ReentrantLock();
    private final Deque<Served> history = new ArrayDeque<>();
    private final AtomicLong switches = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile Generation serving;
    private volatile Refusal refusal;
    private volatile String waiting;

    /**
     * A set that took its place.
     *
     * @param since when it began to serve
     */
    public record Served(String hash, Instant since) {}

    /**
     * @param callers turns them to another generation
     * @param stored keeps what served
     * @param ending ends generations that serve no more
     * @param tests that a set must pass; empty when sets need pass none
     * @param changed is told of each set that takes its place or is refused
     */
    public Generations(
            Launcher launcher,
            Switch callers,
            StoredSets stored,
            Ending ending,
            Optional<SetTests> tests,
            Consumer<Outcome> changed) {
        this.launcher = launcher;
        this.callers = callers;
        this.stored = stored;
        this.ending = ending;
        this.tests = tests;
        this.changed = changed;
    }

    @Override
    public Optional<CamelContext> context() {
        return Optional.ofNullable(serving).map(Generation::context);
    }

    /** What serves now. */
    public Optional<Generation> serving() {
        return Optional.ofNullable(serving);
    }

    /** Why what was wanted last does not serve; empty when it does. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether a set waits for generations before it to end. */
    public boolean isWaiting() {
        return waiting != null;
    }

    /** Generations that serve no more and still have calls. */
    public int ending() {
        return ending.count();
    }

    /** The last sets that took their place, the newest first. */
    public List<Served> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    /** How many sets took their place so far. */
    public long switches() {
        return switches.get();
    }

    /** How many sets were refused so far. */
    public long refusals() {
        return refusals.get();
    }

    /**
     * Serves a set, if it is another than the one that serves and can. What was refused is not
     * tried again until it has other content, or is asked for.
     *
     * @param again whether to try what was refused before
     */
    public Outcome serve(ConfigurationSet set, boolean again) {
        changing.lock();
        try {
            Generation current = serving;
            if (current != null && current.set().hash().equals(set.hash())) {
                refusal = null;
                waiting = null;
                return new Outcome(Kind.UNCHANGED, set.hash(), List.of());
            }
            Refusal before = refusal;
            if (!again && before != null && before.hash().equals(set.hash())) {
                return new Outcome(Kind.REFUSED, set.hash(), before.problems());
            }
            return replace(current, set);
        } catch (RefusedSetException e) {
            return refuse(set.hash(), e.problems());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("Configuration {} cannot serve", set, e);
            return refuse(set.hash(), List.of(new StartProblem(set).of(e)));
        } finally {
            changing.unlock();
        }
    }

    /** Serves the first set in place of another, which stays refused. */
    Outcome beginWith(ConfigurationSet set) {
        Refusal refused = refusal;
        Outcome outcome = serve(set, true);
        refusal = refused;
        return outcome;
    }

    /** Notes that what is wanted cannot even be read. */
    public Outcome unreadable(List<Problem> problems) {
        changing.lock();
        try {
            Refusal before = refusal;
            if (before != null && before.hash().isEmpty() && before.problems().equals(problems)) {
                return new Outcome(Kind.REFUSED, "", problems);
            }
            return refuse("", problems);
        } finally {
            changing.unlock();
        }
    }

    private Outcome replace(Generation current, ConfigurationSet set) throws RefusedSetException {
        if (ending.isFull()) {
            if (!set.hash().equals(waiting)) {
                LOG.warn(
                        "Configuration {} waits: {} generations before it still have calls.",
                        set,
                        ending.count());
            }
            waiting = set.hash();
            return waits(
                    set,
                    ending.count()
                            + " generations before this one still have calls. It is tried again"
                            + " when one of them has ended.");
        }
        Generation next = launcher.launch(set);
        try {
            pass(set);
            turn(current, next);
        } catch (RefusedSetException | RuntimeException | Error e) {
            launcher.discard(next);
            throw e;
        } catch (InterruptedException e) {
            launcher.discard(next);
            Thread.currentThread().interrupt();
            return waits(set, "The change was interrupted. It is tried again.");
        }
        refusal = null;
        waiting = null;
        keep(set);
        noteServing(set);
        switches.incrementAndGet();
        LOG.info("Configuration {} serves.", set);
        next.warnings().forEach(warning -> LOG.warn("{}", warning));
        if (current != null) {
            ending.end(current);
        }
        return told(new Outcome(Kind.SWITCHED, set.hash(), List.of()));
    }

    private static Outcome waits(ConfigurationSet set, String why) {
        return new Outcome(Kind.WAITING, set.hash(), List.of(Problem.of(why)));
    }

    /** What served last has passed already. */
    private void pass(ConfigurationSet set) throws RefusedSetException {
        if (tests.isEmpty() || stored.isServing(set.hash())) {
            return;
        }
        List<Problem> failures = tests.get().failures(set);
        if (!failures.isEmpty()) {
            throw new RefusedSetException(failures);
        }
    }

    private void turn(Generation current, Generation next)
            throws RefusedSetException, InterruptedException {
        try {
            Handover.pass(current, next);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RefusedSetException(List.of(new StartProblem(next.set()).of(e)));
        }
        try {
            callers.to(next.context());
            serving = next;
        } catch (RuntimeException e) {
            Handover.takeBack(current, next);
            throw e;
        }
    }

    private Outcome refuse(String hash, List<Problem> problems) {
        refusal = new Refusal(hash, Instant.now(), problems);
        refusals.incrementAndGet();
        waiting = null;
        LOG.error(
                "The configuration is refused{}:{}",
                serving == null ? "" : "; " + serving.set() + " goes on serving",
                problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
        return told(new Outcome(Kind.REFUSED, hash, problems));
    }

    private Outcome told(Outcome outcome) {
        try {
            changed.accept(outcome);
        } catch (RuntimeException e) {
            LOG.error("Configuration {}: not everybody could be told", outcome.hash(), e);
        }
        return outcome;
    }

    private void keep(ConfigurationSet set) {
        try {
            stored.keep(set);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Configuration {} cannot be kept for a later start: {}", set, e.toString());
        }
    }

    private void noteServing(ConfigurationSet set) {
        synchronized (history) {
            history.addFirst(new Served(set.hash(), Instant.now()));
            while (history.size() > StoredSets.KEPT) {
                history.removeLast();
            }
        }
        try {
            stored.serving(set.hash());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Configuration {} cannot be noted as serving: {}", set, e.toString());
        }
    }

    /** Ends all of them, after the calls that run. */
    @Override
    public void close() {
        changing.lock();
        try {
            ending.close();
            serving().ifPresent(Generation::stop);
        } finally {
            serving = null;
            changing.unlock();
        }
    }
}
