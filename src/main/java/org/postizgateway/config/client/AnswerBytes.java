package org.postizgateway.config.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.postizgateway.postiz.failure.AnswersFullException;

/**
 * The bytes of answers that are being read, of all calls together. The beginning of each is free,
 * so that a long list never costs the caller of a create its answer.
 */
final class AnswerBytes {

    /** Longer than any answer to a create, an upload or a generation. */
    static final int FREE = 64 * 1024;

    private final long most;
    private final Consumer<String> exceeded;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param most bytes beyond the free ones
     * @param exceeded is told each time that an answer is given up, with the name of the bound
     */
    AnswerBytes(long most, Consumer<String> exceeded) {
        this.most = most;
        this.exceeded = exceeded;
    }

    /** What one answer has taken. */
    final class Share implements AutoCloseable {

        private long mine;
        private boolean over;

        /**
         * @param length of the answer so far
         * @throws AnswersFullException when all answers are too long together
         */
        synchronized void grow(long length) throws AnswersFullException {
            long more = Math.max(0, length - FREE) - mine;
            if (more <= 0 || over) {
                return;
            }
            if (taken.addAndGet(more) > most) {
                taken.addAndGet(-more);
                exceeded.accept("answer-bytes");
                throw new AnswersFullException();
            }
            mine += more;
        }

        @Override
        public synchronized void close() {
            taken.addAndGet(-mine);
            mine = 0;
            over = true;
        }
    }
}
