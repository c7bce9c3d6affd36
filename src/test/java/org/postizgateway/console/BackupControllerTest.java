package org.postizgateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.FakePostiz;
import org.postizgateway.ledger.Gateway;
import org.springframework.core.env.Environment;

/** The operators' REST over a socket. */
class BackupControllerTest {

    @TempDir Path directory;

    @Test
    void a_ledger_in_use_is_copied_to_the_data_directory() throws Exception {
        HttpResponse<String> answer = backup("jdbc:h2:file:" + directory.resolve("ledger"));

        assertThat(answer.statusCode()).isEqualTo(201);
        String file = new ObjectMapper().readTree(answer.body()).path("file").asText();
        assertThat(Path.of(file))
                .isNotEmptyFile()
                .hasExtension("zip")
                .hasParentRaw(directory.resolve("backups"));
    }

    @Test
    void a_database_that_is_none_of_the_gateway_s_files_is_left_to_its_own_tools()
            throws Exception {
        HttpResponse<String> answer = backup(Database.H2.freshUrl());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("pg_dump");
    }

    private HttpResponse<String> backup(String ledger) throws Exception {
        try (Gateway gateway =
                Gateway.withOperatorsPort(
                        ledger,
                        new FakePostiz(),
                        Map.of("gateway.data-dir", directory.toString()),
                        BackupController.class,
                        OpsProblemHandler.class)) {
            String port = gateway.bean(Environment.class).getProperty("local.server.port");
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/ops/backups"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }
    }
}
