package org.postizgateway.generation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What begins by itself passes from one generation to the next; it must not run twice. */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** Something that ends or begins what a generation does by itself. */
    private interface Step {
        void run() throws Exception;
    }

    private Handover() {}

    /**
     * If the next cannot begin, the current goes on.
     *
     * @param current null before the first one
     */
    static void pass(Generation current, Generation next) throws Exception {
        try {
            if (current != null) {
                current.cease();
            }
            next.begin();
        } catch (Exception | LinkageError e) {
            takeBack(current, next);
            throw e;
        }
    }

    /** Also for a next one that has begun, but cannot serve. */
    static void takeBack(Generation current, Generation next) {
        attempt(next::cease, "stopped");
        if (current != null) {
            attempt(current::begin, "started again");
        }
    }

    private static void attempt(Step step, String what) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("A route that begins by itself could not be {}: interrupted", what);
        } catch (Exception | LinkageError e) {
            LOG.error("A route that begins by itself could not be {}", what, e);
        }
    }
}
