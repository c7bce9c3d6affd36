package org.postizgateway.ledger.model;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens at a statement, in the words of docs/exactly-once.md. */
enum Breaking {
    LOST("the database is lost before it is carried out"),
    ANSWER_LOST("it is carried out, and its answer is lost"),
    LOST_AND_STOPPED("the database is lost, and the gateway stopped before it is back"),
    KILLED("the gateway is killed"),
    CALLER_LEAVES("the caller leaves");

    private final String words;

    Breaking(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * @param statement counted from 1
     * @param count of the statements so far
     */
    FragileDatabase.Fault at(
            int statement, AtomicInteger count, Process process, CompletableFuture<Void> left) {
        return new FragileDatabase.Fault() {
            @Override
            public void before() throws SQLException {
                int now = count.incrementAndGet();
                if (now < statement) {
                    return;
                }
                switch (Breaking.this) {
                    case ANSWER_LOST -> {
                        if (now > statement) {
                            throw FragileDatabase.lost();
                        }
                    }
                    case KILLED -> {
                        process.kill();
                        throw FragileDatabase.lost();
                    }
                    case CALLER_LEAVES -> left.complete(null);
                    default -> throw FragileDatabase.lost();
                }
            }

            @Override
            public void after() throws SQLException {
                if (Breaking.this == ANSWER_LOST && count.get() >= statement) {
                    throw FragileDatabase.lost();
                }
            }
        };
    }
}
