package org.postizgateway.ledger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
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
}
