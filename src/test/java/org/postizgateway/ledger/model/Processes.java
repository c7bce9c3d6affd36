package org.postizgateway.ledger.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.lookup.Reconciler;
import org.postizgateway.ledger.lookup.Reconciliation;

/** Processes on one database. Those that a history has left at rest serve the next one. */
final class Processes implements AutoCloseable {

    private final DataSource database;
    private final String url;
    private final Map<String, Object> settings;
    private final Deque<Process> atRest = new ArrayDeque<>();

    /**
     * With few places, so that calls have to wait for one.
     *
     * @param patience how long a caller waits for an answer
     */
    Processes(DataSource database, String url, Duration patience) {
        this.database = database;
        this.url = url;
        this.settings =
                Map.of(
                        "ledger.concurrency", "4",
                        "ledger.tenant-concurrency", "2",
                        "media.concurrency", "2",
                        "ledger.patience", patience.toMillis() + "ms");
    }

    DataSource database() {
        return database;
    }

    Process take(PostizModel postiz) {
        Process process = atRest.isEmpty() ? new Process(this) : atRest.pop();
        process.standsBefore(postiz);
        return process;
    }

    void giveBack(List<Process> processes) {
        processes.forEach(atRest::push);
    }

    LedgerNode node(Process process) {
        return new LedgerNode(
                new FragileDatabase(database, url),
                exchange -> process.postiz().receive(exchange, process),
                new LookingAt(process),
                settings);
    }

    private record LookingAt(Process process) implements Reconciler {

        @Override
        public boolean canTell(LedgerCall call) {
            return PostizModel.lists(call);
        }

        @Override
        public Reconciliation reconcile(
                LedgerCall call, List<String> otherResults, Credential credential) {
            return process.postiz().lookUp(call);
        }
    }

    @Override
    public void close() {
        atRest.forEach(Process::stop);
    }
}
