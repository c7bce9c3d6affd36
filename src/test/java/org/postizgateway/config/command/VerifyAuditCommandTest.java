package org.postizgateway.config.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The audit trail of a gateway that has stopped. */
class VerifyAuditCommandTest {

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int verify() {
        out.reset();
        return VerifyAuditCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Stream.empty(),
                "--ledger.url=" + url(),
                "--gateway.data-dir=" + directory,
                "--gateway.secret=the-secret-that-all-replicas-share",
                "--postiz.url=http://127.0.0.1:1");
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }

    private Product start(PostizSandbox postiz) {
        return Product.before(
                postiz, Map.of("ledger.url", url(), "gateway.data-dir", directory.toString()));
    }

    @Test
    void where_no_gateway_has_run_there_is_no_trail_and_nothing_is_made() {
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("LEDGER_URL leads to no ledger", "gateway. While")
                .doesNotContain("..");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_trail_that_was_removed_is_not_intact() {
        try (PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests())) {
            postiz.start();
            start(postiz).close();
        }
        sql("DELETE FROM audit_entry");
        sql("DELETE FROM audit_chain");

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("There is no audit trail");
    }

    private void sql(String statement) {
        new JdbcTemplate(
                        new DriverManagerDataSource(
                                url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"))
                .execute(statement);
    }

    @Test
    void it_is_intact_until_somebody_changes_it_and_belongs_to_a_gateway_that_has_it_open() {
        try (PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests())) {
            postiz.start();
            start(postiz).close();
            assertThat(verify()).as(err.toString(StandardCharsets.UTF_8)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("in 1 chains: intact");

            try (Product again = start(postiz)) {
                again.bean(JdbcClient.class)
                        .sql("UPDATE audit_entry SET actor = 'somebody' WHERE seq = 1")
                        .update();
            }
            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("1: It was changed, moved or put in.", "in 2 chains: 2 findings");
        }
    }
}
