package org.postizgateway.ledger;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the ledger.
 *
 * @param repeatWindow how long the outcome of a call is given to identical calls. One hour: an
 *     agent that lost an answer repeats within minutes, while the same words on another day are
 *     meant anew
 * @param patience how long after a call has come in it is answered at the latest, with what is
 *     known then. Below the 60 s after which many clients and proxies give up
 * @param concurrency calls of inline policies that one replica has at Postiz at a time
 * @param tenantConcurrency how many of those, and of the generations, one tenant may have
 * @param queue calls of inline policies that may wait for a place, a quarter of them of one tenant
 * @param queueWait how long such a call waits before it is refused
 * @param reconcileDelays pauses before each look into Postiz after an unclear create; several,
 *     because a lost create may appear late
 * @param settleTime after this time a create that Postiz still does not list did not happen
 * @param lease a replica that was not seen for this long is dead, and others settle what it left;
 *     at least {@link #SHORTEST_LEASE}, or one that pauses for a moment would be taken for dead
 * @param pollInterval how often calls that wait for another replica look at the ledger
 * @param retention settled rows are deleted after this time
 * @param credentialTtl how long a caller's credential is remembered in memory for replays and late
 *     reconciliation
 */
@ConfigurationProperties("ledger")
public record LedgerSettings(
        @DefaultValue("1h") Duration repeatWindow,
        @DefaultValue("45s") Duration patience,
        @DefaultValue("100") int concurrency,
        @DefaultValue("25") int tenantConcurrency,
        @DefaultValue("1000") int queue,
        @DefaultValue("10s") Duration queueWait,
        @DefaultValue({"1s", "2s", "4s"}) List<Duration> reconcileDelays,
        @DefaultValue("2m") Duration settleTime,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("1h") Duration credentialTtl) {

    static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    public LedgerSettings {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "LEDGER_LEASE is shorter than 1s, so a replica that pauses for a moment would be"
                            + " taken for dead. Make it longer; 20s is the default.");
        }
        if (reconcileDelays.isEmpty()) {
            throw new IllegalArgumentException(
                    "ledger.reconcile-delays needs at least one pause, for example 1s");
        }
        if (retention.compareTo(repeatWindow) < 0) {
            throw new IllegalArgumentException(
                    "LEDGER_RETENTION is shorter than LEDGER_REPEAT_WINDOW, so repeated calls would be"
                            + " sent twice. Make it at least as long.");
        }
        if (concurrency < 1 || tenantConcurrency < 1 || queue < 1) {
            throw new IllegalArgumentException(
                    "LEDGER_CONCURRENCY, LEDGER_TENANT_CONCURRENCY and LEDGER_QUEUE must be at least 1");
        }
        if (queueWait.isNegative() || queueWait.isZero()) {
            throw new IllegalArgumentException("LEDGER_QUEUE_WAIT must be longer than nothing");
        }
        reconcileDelays = List.copyOf(reconcileDelays);
    }
}
