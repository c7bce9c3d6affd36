package org.postizgateway.ledger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Replicas know of each other what they serve. */
class ReplicaTest {

    private static JdbcClient ledger(Database database) {
        String url = database.freshUrl();
        if (database == Database.H2) {
            url += ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        }
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        Flyway.configure().dataSource(source).load().migrate();
        return JdbcClient.create(source);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void each_tells_the_others_what_it_serves_and_one_that_starts_has_not_yet(Database database) {
        JdbcClient ledger = ledger(database);
        Replica first = new Replica(ledger, Duration.ofMinutes(1));
        first.heartbeat();
        Replica second = new Replica(ledger, Duration.ofMinutes(1));
        second.serves("b".repeat(64));
        second.heartbeat();
        assertThat(first.alive())
                .extracting(Replica.Peer::configuration)
                .containsExactly(Optional.empty(), Optional.of("b".repeat(64)));

        first.serves("a".repeat(64));
        first.heartbeat();
        assertThat(second.alive())
                .extracting(Replica.Peer::configuration)
                .containsExactly(Optional.of("a".repeat(64)), Optional.of("b".repeat(64)));

        second.leave();
        assertThat(first.alive()).extracting(Replica.Peer::id).containsExactly(first.id());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void one_that_was_not_seen_for_a_lease_is_not_told_of(Database database) throws Exception {
        JdbcClient ledger = ledger(database);
        Replica lost = new Replica(ledger, Duration.ofMinutes(1));
        lost.heartbeat();
        ledger.sql("UPDATE replica SET seen_at = seen_at - INTERVAL '2' MINUTE").update();

        Replica here = new Replica(ledger, Duration.ofMinutes(1));
        here.heartbeat();

        assertThat(here.alive()).extracting(Replica.Peer::id).containsExactly(here.id());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void after_an_outage_of_the_database_the_others_have_a_lease_to_be_seen_again(
            Database database) {
        JdbcClient ledger = ledger(database);
        AtomicLong nanos = new AtomicLong();
        Duration lease = Duration.ofMinutes(1);
        Replica here = new Replica(ledger, lease, new Pulse(lease, nanos::get));
        Replica other = new Replica(ledger, lease);
        here.heartbeat();
        other.heartbeat();

        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        ledger.sql("UPDATE replica SET seen_at = seen_at - INTERVAL '3' MINUTE").update();
        assertThat(here.isAlive(other.id())).as("before the first heartbeat").isTrue();
        here.heartbeat();
        assertThat(here.isAlive(other.id())).as("after it").isTrue();

        for (int second = 0; second < 61; second += 15) {
            nanos.addAndGet(Duration.ofSeconds(15).toNanos());
            ledger.sql("UPDATE replica SET seen_at = seen_at - INTERVAL '15' SECOND").update();
            here.heartbeat();
        }
        assertThat(here.isAlive(other.id())).as("a lease later").isFalse();
    }
}
