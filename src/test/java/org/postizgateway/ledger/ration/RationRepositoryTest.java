package org.postizgateway.ledger.ration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is left of a ration is counted in the ledger, calls that are under way among it. */
class RationRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(40));
    private static final Map<Database, RationRepository> RATIONS = new EnumMap<>(Database.class);

    private final String tenant = UUID.randomUUID().toString();

    private static RationRepository rations(Database database) {
        return RATIONS.computeIfAbsent(
                database,
                any -> {
                    String options =
                            database == Database.H2
                                    ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                                    : "";
                    DriverManagerDataSource source =
                            new DriverManagerDataSource(database.freshUrl() + options);
                    Flyway.configure().dataSource(source).load().migrate();
                    return new RationRepository(JdbcClient.create(source));
                });
    }

    private long taken(RationRepository rations, Instant now) {
        return IntStream.range(0, 20)
                .filter(i -> rations.take(tenant, Rations.CREATES, now).isEmpty())
                .count();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void as_many_are_let_through_as_postiz_said_and_the_others_hear_when_it_opens(
            Database database) {
        RationRepository rations = rations(database);
        assertThat(rations.take(tenant, Rations.CREATES, NOW)).isEmpty();
        rations.learn(tenant, Rations.CREATES, 7, END, NOW);

        assertThat(taken(rations, NOW)).isEqualTo(7);
        assertThat(rations.take(tenant, Rations.CREATES, NOW)).isEqualTo(Optional.of(END));
        assertThat(rations.take("another", Rations.CREATES, NOW)).isEmpty();
        assertThat(rations.take(tenant, Rations.CREATES, END)).isEmpty();
        assertThat(rations.take(tenant, "another quota", NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_is_left_can_be_asked_for_while_it_is_known(Database database) {
        RationRepository rations = rations(database);
        assertThat(rations.left(tenant, Rations.CREATES, NOW)).isEmpty();
        rations.learn(tenant, Rations.CREATES, 7, END, NOW);
        rations.take(tenant, Rations.CREATES, NOW);

        assertThat(rations.left(tenant, Rations.CREATES, NOW)).hasValue(6);
        assertThat(rations.left(tenant, Rations.CREATES, END)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void an_answer_does_not_give_back_what_is_under_way(Database database) {
        RationRepository rations = rations(database);
        rations.learn(tenant, Rations.CREATES, 5, END, NOW);
        rations.take(tenant, Rations.CREATES, NOW);
        rations.take(tenant, Rations.CREATES, NOW);

        rations.learn(tenant, Rations.CREATES, 4, END.plusSeconds(1), NOW);

        assertThat(taken(rations, NOW)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_others_used_counts_and_what_came_to_nothing_is_given_back(Database database) {
        RationRepository rations = rations(database);
        rations.learn(tenant, Rations.CREATES, 5, END, NOW);
        rations.take(tenant, Rations.CREATES, NOW);
        rations.learn(tenant, Rations.CREATES, 1, END, NOW);
        rations.giveBack(tenant, Rations.CREATES, NOW);

        assertThat(taken(rations, NOW)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_block_takes_the_place_of_the_window_and_a_late_answer_does_not_end_it(
            Database database) {
        RationRepository rations = rations(database);
        Instant block = NOW.plus(Duration.ofHours(1));
        rations.learn(tenant, Rations.CREATES, 5, END, NOW);
        rations.learn(tenant, Rations.CREATES, 0, block, NOW);
        rations.learn(tenant, Rations.CREATES, 4, END, NOW);

        assertThat(rations.take(tenant, Rations.CREATES, NOW)).isEqualTo(Optional.of(block));
        assertThat(rations.take(tenant, Rations.CREATES, END.plusSeconds(1)))
                .isEqualTo(Optional.of(block));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_new_window_is_a_full_ration(Database database) {
        RationRepository rations = rations(database);
        Instant later = END.plusSeconds(30);
        rations.learn(tenant, Rations.CREATES, 0, END, NOW);
        rations.learn(tenant, Rations.CREATES, 9, later.plus(Duration.ofHours(1)), later);

        assertThat(taken(rations, later)).isEqualTo(9);
    }
}
