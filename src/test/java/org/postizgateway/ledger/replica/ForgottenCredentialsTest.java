package org.postizgateway.ledger.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What one replica is asked to forget, all forget. */
class ForgottenCredentialsTest {

    private static final String LEAKED = "aa11";
    private static final String OTHER = "bb22";

    private record Gateway(Credentials credentials, ForgottenCredentials forgotten) {

        private static Gateway over(JdbcClient ledger) {
            Credentials credentials = new Credentials(Duration.ofHours(1), List.of());
            return new Gateway(credentials, new ForgottenCredentials(ledger, credentials));
        }

        private void called(String tenant) {
            Exchange call = new DefaultExchange(new DefaultCamelContext());
            call.setProperty(CallProperties.TENANT, tenant);
            call.setProperty(CallProperties.API_KEY, "key of " + tenant);
            credentials.process(call);
        }
    }

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
    void all_forget_it_and_nothing_else(Database database) {
        JdbcClient ledger = ledger(database);
        Gateway asked = Gateway.over(ledger);
        Gateway another = Gateway.over(ledger);
        another.called(LEAKED);
        another.called(OTHER);

        assertThat(asked.forgotten().forget(LEAKED)).isFalse();
        another.forgotten().round();

        assertThat(another.credentials().remembered()).containsExactly(OTHER);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_a_later_call_brings_is_remembered_until_it_is_forgotten_again(Database database) {
        JdbcClient ledger = ledger(database);
        Gateway asked = Gateway.over(ledger);
        Gateway another = Gateway.over(ledger);
        asked.called(LEAKED);
        assertThat(asked.forgotten().forget(LEAKED)).isTrue();
        another.forgotten().round();
        Gateway begins = Gateway.over(ledger);
        List<Gateway> all = List.of(asked, another, begins);

        all.forEach(gateway -> gateway.called(LEAKED));
        all.forEach(gateway -> gateway.forgotten().round());
        assertThat(all).allMatch(gateway -> gateway.credentials().of(LEAKED).isPresent());

        Instant now = Times.now();
        await().until(() -> Times.now().isAfter(now));
        another.forgotten().forget(LEAKED);
        all.forEach(gateway -> gateway.forgotten().round());
        assertThat(all).allMatch(gateway -> gateway.credentials().of(LEAKED).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_was_forgotten_days_ago_is_kept_no_more(Database database) {
        JdbcClient ledger = ledger(database);
        Gateway gateway = Gateway.over(ledger);
        gateway.forgotten().forget(LEAKED);
        ledger.sql("UPDATE forgotten_credential SET forgotten_at = forgotten_at - INTERVAL '2' DAY")
                .update();

        gateway.forgotten().forget(OTHER);

        assertThat(ledger.sql("SELECT tenant FROM forgotten_credential").query(String.class).list())
                .containsExactly(OTHER);
    }
}
