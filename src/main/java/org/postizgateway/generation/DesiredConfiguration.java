package org.postizgateway.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.postizgateway.generation.Outcome.Kind;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetReader;
import org.postizgateway.generation.set.StoredSets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wanted: the content of a directory, or, after a step back, a set that served before, as
 * long as the directory stays as it is.
 */
public final class DesiredConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DesiredConfiguration.class);

    private final Path directory;
    private final SetReader reader;
    private final StoredSets stored;
    private final Generations generations;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile String wanted = "";
    private volatile boolean lastGood;

    public DesiredConfiguration(
            Path directory, SetReader reader, StoredSets stored, Generations generations) {
        this.directory = directory;
        this.reader = reader;
        this.stored = stored;
        this.generations = generations;
    }

    /**
     * The first set serves: the directory's, or else the one that served last.
     *
     * @throws RefusedSetException with what is wrong in the directory, when there is no other
     */
    public void begin() throws RefusedSetException {
        Outcome outcome = follow(true);
        if (outcome.kind() != Kind.REFUSED) {
            return;
        }
        Optional<Refusal> refusal = generations.refusal();
        Optional<ConfigurationSet> last = lastServed();
        if (last.isEmpty() || generations.beginWith(last.get()).kind() != Kind.SWITCHED) {
            throw new RefusedSetException(
                    refusal.map(Refusal::problems).orElse(outcome.problems()));
        }
        lastGood = true;
        LOG.error(
                "The configuration in {} is refused. Configuration {}, which served last, serves in"
                        + " its place. Correct the directory.",
                directory,
                last.get());
    }

    private Optional<ConfigurationSet> lastServed() {
        try {
            return stored.lastGood();
        } catch (IOException | RefusedSetException e) {
            LOG.error("The configuration that served last cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Reads the directory, and serves what it holds if that has changed.
     *
     * @param again whether to try what was refused before, and what was stepped back from
     */
    public Outcome follow(boolean again) {
        changing.lock();
        try {
            return read(again);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Reads the directory now, and tries again what was refused.
     *
     * @return empty while another change is under way
     */
    public Optional<Outcome> reload() {
        if (!changing.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(true));
        } finally {
            changing.unlock();
        }
    }

    private Outcome read(boolean again) {
        ConfigurationSet set;
        try {
            set = reader.read(directory);
        } catch (RefusedSetException e) {
            wanted = "";
            return generations.unreadable(e.problems());
        }
        wanted = set.hash();
        try {
            Optional<String> pinned = stored.pinned();
            if (pinned.isPresent()) {
                boolean stay = pinned.get().equals(set.hash());
                if (stay && generations.serving().isPresent() && !again) {
                    return new Outcome(Kind.UNCHANGED, set.hash(), List.of());
                }
                Optional<ConfigurationSet> last = stay ? stored.lastGood() : Optional.empty();
                if (last.isPresent() && generations.serving().isEmpty()) {
                    return generations.serve(last.get(), again);
                }
                stored.pin(Optional.empty());
            }
        } catch (IOException | RefusedSetException e) {
            LOG.warn("What was stepped back to cannot be read: {}", e.getMessage());
        }
        Outcome outcome = generations.serve(set, again);
        if (outcome.kind() == Kind.SWITCHED || outcome.kind() == Kind.UNCHANGED) {
            lastGood = false;
        }
        return outcome;
    }

    /**
     * Steps back to a set that served before. It serves until the directory changes, also after a
     * restart.
     *
     * @return empty when no such set is kept
     */
    public Optional<Outcome> stepBack(String hash) {
        changing.lock();
        try {
            return stored.find(hash).map(this::stepBack);
        } catch (RefusedSetException e) {
            return Optional.of(new Outcome(Kind.REFUSED, hash, e.problems()));
        } finally {
            changing.unlock();
        }
    }

    private Outcome stepBack(ConfigurationSet set) {
        Outcome outcome = generations.serve(set, true);
        if (outcome.kind() == Kind.SWITCHED || outcome.kind() == Kind.UNCHANGED) {
            try {
                stored.pin(Optional.of(wanted));
            } catch (IOException e) {
                return new Outcome(
                        outcome.kind(),
                        outcome.hash(),
                        List.of(
                                Problem.of(
                                        "It serves until the next change or restart: the data"
                                                + " directory cannot be written.")));
            }
        }
        return outcome;
    }

    /** Hash of what the directory holds; empty when it could not be read. */
    public String wanted() {
        return wanted;
    }

    /** Whether the set that served last serves because the directory was refused at the start. */
    public boolean isLastGood() {
        return lastGood;
    }

    public Path directory() {
        return directory;
    }
}
