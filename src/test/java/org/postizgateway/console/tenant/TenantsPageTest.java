package org.postizgateway.console.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.acceptance.Product;
import org.postizgateway.console.Browser;
import org.postizgateway.ledger.Credentials;
import org.postizgateway.ledger.replica.ForgottenCredentials;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of tenants and its requests, over a socket. */
@Timeout(180)
class TenantsPageTest {

    private static final String PATH = "/console/tenants";
    private static final String READ = "token-of-those-who-look";
    private static final PostizSandbox POSTIZ = new PostizSandbox(SandboxSettings.forTests());
    private static Product gateway;
    private static int port;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        gateway = Product.before(POSTIZ, Map.of("ops.read-token", READ));
        port = Integer.parseInt(gateway.bean(Environment.class).getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        POSTIZ.close();
    }

    /** A call that changes something, so that there is a tenant whose credential is remembered. */
    @BeforeEach
    void call() {
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a00ff0d0a2d2d");
        assertThat(
                        gateway.caller(DefaultOrganizations.KEY)
                                .call(
                                        "uploadFileTool",
                                        Map.of(
                                                "content",
                                                Base64.getEncoder().encodeToString(png),
                                                "allowDuplicate",
                                                true))
                                .isError())
                .isFalse();
    }

    private static String hash() {
        return gateway.bean(Credentials.class).remembered().iterator().next();
    }

    private static JsonNode tenant(String hash) throws Exception {
        String body =
                new Browser(port)
                        .get("/ops/tenants", "Authorization", "Bearer " + READ)
                        .response()
                        .body();
        JsonNode tenants = Json.mapper().readTree(body).get("tenants");
        assertThat(tenants).hasSize(1);
        assertThat(tenants.get(0).get("tenant").asText()).isEqualTo(hash);
        return tenants.get(0);
    }

    private static int forget(String hash, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + port
                                                        + "/ops/tenants/"
                                                        + hash
                                                        + "/credential"))
                                .header("Authorization", "Bearer " + token)
                                .DELETE()
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_tenant_is_listed_with_its_calls_and_without_its_credential() throws Exception {
        String hash = hash();
        Browser.Page page = Browser.signedIn(port, Product.OPS_TOKEN).get(PATH);

        assertThat(page.html().select("tbody tr").text())
                .startsWith(hash.substring(0, 8))
                .contains(" ago ", "remembered Forget");
        assertThat(page.response().body()).doesNotContain(DefaultOrganizations.KEY);
        assertThat(tenant(hash).get("calls").asInt()).isPositive();
        assertThat(tenant(hash).get("jobs").asInt()).isZero();
        assertThat(tenant(hash).get("remembered").asBoolean()).isTrue();
    }

    @Test
    void its_credential_is_forgotten_once_and_that_is_written_down() throws Exception {
        String hash = hash();
        Browser operator = Browser.signedIn(port, Product.OPS_TOKEN);
        operator.get(PATH);

        assertThat(operator.post(PATH + "/" + hash + "/forget", Map.of()).status()).isEqualTo(302);

        assertThat(gateway.bean(Credentials.class).of(hash)).isEmpty();
        assertThat(tenant(hash).get("remembered").asBoolean()).isFalse();
        assertThat(operator.post(PATH + "/" + hash + "/forget", Map.of()).text())
                .contains("remembers no credential");
        assertThat(forget(hash, Product.OPS_TOKEN)).isEqualTo(404);
        assertThat(
                        gateway.bean(JdbcClient.class)
                                .sql(
                                        "SELECT actor FROM audit_entry WHERE subject = :hash"
                                                + " AND action = 'POST /console/tenants/{tenant}/forget'")
                                .param("hash", hash)
                                .query(String.class)
                                .list())
                .containsExactly("operator");
    }

    @Test
    void what_another_replica_was_asked_to_forget_is_forgotten_here_too() {
        String hash = hash();
        JdbcClient ledger = gateway.bean(JdbcClient.class);
        new ForgottenCredentials(ledger, new Credentials(Duration.ofMinutes(1), List.of()))
                .forget(hash);

        await().untilAsserted(() -> assertThat(gateway.bean(Credentials.class).of(hash)).isEmpty());
    }

    @Test
    void whoever_may_only_look_makes_nothing_forgotten() throws Exception {
        String hash = hash();
        Browser looks = Browser.signedIn(port, READ);

        assertThat(looks.get(PATH).html().select("main form")).isEmpty();
        assertThat(looks.post(PATH + "/" + hash + "/forget", Map.of()).status()).isEqualTo(403);
        assertThat(forget(hash, READ)).isEqualTo(403);
        assertThat(gateway.bean(Credentials.class).of(hash)).isPresent();
        assertThat(forget(hash, Product.OPS_TOKEN)).isEqualTo(204);
    }
}
