package org.postizgateway.config.ledger.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.ledger.Database;
import org.postizgateway.security.credential.TenantHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Replicas that name tenants differently do not share a ledger. */
class LedgerSecretTest {

    private static final String ONE = fingerprint("a-secret-of-more-than-32-characters-1");
    private static final String OTHER = fingerprint("a-secret-of-more-than-32-characters-2");

    @ParameterizedTest
    @EnumSource
    @ReportedCase("replicas-with-different-secrets")
    void a_gateway_with_another_secret_does_not_start(Database database) {
        LedgerSecret ledger = ledger(database);
        ledger.require(ONE, false);

        assertThatThrownBy(() -> ledger.require(OTHER, false))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("GATEWAY_SECRET", "LEDGER_ADOPT_SECRET=true");
        assertThatCode(() -> ledger.require(ONE, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void a_ledger_is_given_to_a_new_secret_when_an_operator_says_so(Database database) {
        LedgerSecret ledger = ledger(database);
        ledger.require(ONE, false);

        ledger.require(OTHER, true);

        assertThatCode(() -> ledger.require(OTHER, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ledger.require(ONE, false))
                .isInstanceOf(InvalidSettingException.class);
    }

    private static LedgerSecret ledger(Database database) {
        DriverManagerDataSource source = new DriverManagerDataSource(database.freshUrl());
        Flyway.configure().dataSource(source).load().migrate();
        return new LedgerSecret(JdbcClient.create(source));
    }

    private static String fingerprint(String secret) {
        return new TenantHash(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)).of("f");
    }
}
