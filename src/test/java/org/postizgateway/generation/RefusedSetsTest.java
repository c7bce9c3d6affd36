package org.postizgateway.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an integrator may get wrong while the gateway runs: it is told, and what serves goes on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusedSetsTest {

    private static final String DOOR =
            """
            - route:
                id: door-planning
                from:
                  uri: platform-http:/mcp-planning
                  steps:
                    - process: {ref: bearerAuthentication}
                    - to: mcp-server:planning?tags=planning
            """;

    @TempDir private static Path temporary;
    private static ChangingGateway gateway;

    private String before;

    @BeforeAll
    static void start() throws Exception {
        gateway =
                new ChangingGateway(
                        temporary,
                        "--gateway.config-watch=false",
                        "--gateway.doors-without-authentication=door-open");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void what_serves_went_on() throws Exception {
        assertThat(gateway.call("integrationList")).contains("\"isError\":false");
    }

    /** The message of the one problem, which is in this line. */
    private String refusal(String path, int line) throws Exception {
        before = gateway.serving();
        JsonNode answer = gateway.reload();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("refused");
        assertThat(gateway.serving()).isEqualTo(before);
        assertThat(answer.path("problems")).hasSize(1);
        JsonNode problem = answer.path("problems").path(0);
        assertThat(problem.path("file").asText())
                .isEqualTo(gateway.directory().resolve(path).toString());
        assertThat(problem.path("line").asInt()).isEqualTo(line);
        return problem.path("message").asText();
    }

    @Test
    void a_door_without_authentication_is_refused_unless_it_is_allowed_by_name() throws Exception {
        String path = "routes/planning.yaml";
        gateway.write(path, DOOR);
        assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");

        String open = DOOR.replace("        - process: {ref: bearerAuthentication}\n", "");
        gateway.write(path, open);
        assertThat(refusal(path, 6))
                .startsWith("The door door-planning (platform-http:/mcp-planning) comes to this");

        gateway.write(path, open.replace("door-planning", "door-open"));
        assertThat(gateway.reload().path("outcome").asText()).isEqualTo("switched");
        gateway.delete(path);
    }
}
