package org.postizgateway.sandbox.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.sandbox.web.Operation;

/** The faults that are waiting for a request; the first rule that matches wins. */
public final class Faults {

    private final List<Pending> pending = new ArrayList<>();

    public synchronized void add(FaultRule rule) {
        pending.add(new Pending(rule));
    }

    /** No more faults; requests that are held silent stay so until their caller leaves. */
    public synchronized void clear() {
        pending.clear();
    }

    /** Rules that still wait for requests. */
    public synchronized List<FaultRule> pending() {
        return pending.stream().map(entry -> entry.rule).toList();
    }

    /** The fault that hits this request, counted as used. */
    public synchronized Optional<FaultRule> take(Operation operation, String path, String body) {
        for (Pending entry : pending) {
            if (entry.rule.matches(operation, path, body) && entry.hits()) {
                if (entry.remaining == 0) {
                    pending.remove(entry);
                }
                return Optional.of(entry.rule);
            }
        }
        return Optional.empty();
    }

    private static final class Pending {

        private final FaultRule rule;
        private int skip;
        private int remaining;

        private Pending(FaultRule rule) {
            this.rule = rule;
            this.skip = rule.skip();
            this.remaining = rule.times();
        }

        private boolean hits() {
            if (skip > 0) {
                skip--;
                return false;
            }
            remaining--;
            return true;
        }
    }
}
