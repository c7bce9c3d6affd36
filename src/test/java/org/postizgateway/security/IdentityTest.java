package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.security.IdentityGateway.PUBLIC_URL;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** People whom a company's identity provider vouches for, at the doors; docs/identity.md. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class IdentityTest {

    private static final String DOOR = PUBLIC_URL + "/mcp";

    @TempDir private static Path keys;
    private static IdentityGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new IdentityGateway(keys);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_token_leads_to_the_key_that_is_assigned_and_goes_nowhere_itself(CapturedOutput log)
            throws Exception {
        String token = gateway.token("alice");
        String atOauth =
                gateway.issuer.signed(gateway.issuer.claims("alice", PUBLIC_URL + "/mcp-oauth"));

        assertThat(gateway.call(token, "integrationList").body()).contains("\"isError\":false");
        assertThat(gateway.send("/mcp-oauth", atOauth, "tools/list", "{}").statusCode())
                .isEqualTo(200);

        assertThat(gateway.sentToPostiz()).contains("sandbox-key").doesNotContain(token, atOauth);
        assertThat(log.getAll()).doesNotContain(token, atOauth, "sandbox-key");
    }

    @Test
    void a_key_of_postiz_works_as_before() throws Exception {
        assertThat(gateway.call("sandbox-key", "integrationList").body())
                .contains("\"isError\":false");
        assertThat(gateway.call("no-key", "integrationList").statusCode()).isEqualTo(401);
    }

    @Test
    void wrong_tokens_are_refused_with_the_reason() throws Exception {
        for (Map.Entry<String, String> wrong : wrongTokens().entrySet()) {
            HttpResponse<String> answer = gateway.call(wrong.getValue(), "integrationList");
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(401);
            assertThat(answer.body())
                    .as(wrong.getKey())
                    .contains("The token is not taken here: " + wrong.getKey())
                    .doesNotContain("alice", wrong.getValue());
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .as(wrong.getKey())
                    .contains("error=\"invalid_token\"");
        }
        assertThat(gateway.sentToPostiz()).doesNotContain("eyJ");
    }

    private static Map<String, String> wrongTokens() throws Exception {
        TestIssuer issuer = gateway.issuer;
        Map<String, String> wrong = new TreeMap<>();
        String form = "its form, algorithm, key or signature is wrong.";
        Date past = Date.from(Instant.now().minusSeconds(300));
        Date future = Date.from(Instant.now().plusSeconds(300));
        JWTClaimsSet right = issuer.claims("alice", DOOR).build();
        SignedJWT mac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), right);
        mac.sign(new MACSigner(new byte[32]));
        for (String bad :
                List.of(
                        "eyJub3RoaW5n.x.y",
                        new PlainJWT(right).serialize(),
                        mac.serialize(),
                        gateway.token("alice").replaceFirst("\\.[^.]*$", ".c2lnbmF0dXJl"),
                        issuer.forged(issuer.claims("alice", DOOR)))) {
            assertThat(gateway.call(bad, "integrationList").body()).contains(form);
            wrong.put(form, bad);
        }
        wrong.put(
                "it has expired.",
                issuer.signed(issuer.claims("alice", DOOR).expirationTime(past)));
        wrong.put(
                "it does not say when",
                issuer.signed(issuer.claims("alice", DOOR).expirationTime(null)));
        wrong.put(
                "it is not valid yet.",
                issuer.signed(issuer.claims("alice", DOOR).notBeforeTime(future)));
        wrong.put(
                "it is of another issuer",
                issuer.signed(issuer.claims("alice", DOOR).issuer("https://x.example")));
        wrong.put(
                "it is bound to a certificate (cnf)",
                issuer.signed(
                        issuer.claims("alice", DOOR)
                                .claim("cnf", Map.of("x5t#S256", "thumbprint"))));
        wrong.put(
                "it is for somebody else; its audience (aud) has to be " + DOOR,
                issuer.signed(issuer.claims("alice", PUBLIC_URL + "/mcp-oauth")));
        return wrong;
    }

    @Test
    void a_huge_token_is_refused() throws Exception {
        String huge = "eyJ" + "a".repeat(100_000) + ".b.c";

        assertThat(gateway.call(huge, "integrationList").statusCode()).isBetween(400, 431);
    }

    @Test
    void a_tool_wants_the_scope_of_its_annotations() throws Exception {
        String reader =
                gateway.issuer.signed(
                        gateway.issuer.claims("alice", DOOR).claim("scope", "mcp:read"));
        String nobody =
                gateway.issuer.signed(
                        gateway.issuer
                                .claims("alice", DOOR)
                                .claim("scope", null)
                                .claim("scp", List.of()));

        assertThat(gateway.call(reader, "integrationList").body()).contains("\"isError\":false");
        HttpResponse<String> refused = gateway.call(reader, "schedulePostTool");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This needs the scope mcp:write.");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"")
                .contains("scope=\"mcp:read mcp:write\"");
        assertThat(gateway.send("/mcp", nobody, "tools/list", "{}").statusCode()).isEqualTo(200);
        assertThat(gateway.call(nobody, "integrationList").statusCode()).isEqualTo(403);
        for (String method : List.of("resources/read", "prompts/get", "completion/complete")) {
            assertThat(
                            gateway.send("/mcp", nobody, method, "{\"uri\":\"postiz://channels\"}")
                                    .statusCode())
                    .as(method)
                    .isEqualTo(403);
        }
        assertThat(gateway.call(nobody, "noTool").body()).contains("Unknown tool");
    }

    @Test
    void a_tool_wants_it_in_a_session_too() throws Exception {
        String reader =
                gateway.issuer.signed(
                        gateway.issuer
                                .claims("alice", PUBLIC_URL + "/mcp-oauth")
                                .claim("scope", null)
                                .claim("scp", List.of("mcp:read")));
        String hello =
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";
        String session =
                gateway.send("/mcp-oauth", reader, "initialize", hello)
                        .headers()
                        .firstValue("Mcp-Session-Id")
                        .orElseThrow();

        HttpResponse<String> refused =
                gateway.send(
                        gateway.request("/mcp-oauth", reader)
                                .header("Mcp-Session-Id", session)
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"deletePostTool\",\"arguments\":{\"ids\":[\"a\"]}}}")));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "resource_metadata=\"" + PUBLIC_URL);
    }

    @Test
    void the_metadata_lead_to_the_provider() throws Exception {
        String resource = "/.well-known/oauth-protected-resource/mcp-oauth";
        String server = "/.well-known/oauth-authorization-server/mcp-oauth";

        assertThat(gateway.send(gateway.request(resource, "x").GET()).body())
                .contains("\"authorization_servers\":[\"" + gateway.issuer.url() + "\"]");
        HttpResponse<String> none = gateway.send(gateway.request(server, "x").GET());
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("People sign in at " + gateway.issuer.url());
    }

    @Test
    void nobody_is_let_in_without_one_key_that_postiz_knows(CapturedOutput log) throws Exception {
        Map<String, String> refusals =
                Map.of(
                        "bob", "no key of Postiz is assigned to you here",
                        "twin", "Several keys of Postiz are assigned to you here",
                        "mallory", "Postiz does not know the key that is assigned to you here");
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            HttpResponse<String> answer =
                    gateway.call(gateway.token(refusal.getKey()), "integrationList");
            assertThat(answer.statusCode()).as(refusal.getKey()).isEqualTo(403);
            assertThat(answer.body()).contains(refusal.getValue());
        }
        assertThat(log.getAll())
                .contains("Postiz refuses a key that GATEWAY_IDENTITY_KEYS assigns to somebody")
                .doesNotContain("a-key-that-is-gone");
    }

    @Test
    void what_is_assigned_changes_while_it_runs(CapturedOutput log) throws Exception {
        String token = gateway.token("carol");
        assertThat(gateway.call(token, "integrationList").statusCode()).isEqualTo(403);

        gateway.assign("carol.json", "{\"carol\": \"sandbox-key\"}");
        assertThat(gateway.call(token, "integrationList").statusCode()).isEqualTo(200);
        gateway.assign("carol.json", "{\"carol\": \"sandbox-key\", \"carol\": ");
        assertThat(gateway.call(token, "integrationList").statusCode()).isEqualTo(200);
        assertThat(log.getAll()).contains("carol.json is no YAML").doesNotContain("sandbox-key");
        gateway.assign("carol.json", "");
        assertThat(gateway.call(token, "integrationList").statusCode()).isEqualTo(403);
    }

    @Test
    void a_rotated_key_ends_the_one_before() throws Exception {
        String before = gateway.token("alice");
        assertThat(gateway.call(before, "integrationList").statusCode()).isEqualTo(200);
        int read = gateway.issuer.keysRead();

        gateway.issuer.rotate();
        String after = gateway.token("alice");

        // Keys that nobody knows have them read anew, but not at once each time.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> gateway.call(after, "integrationList").statusCode() == 200);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> gateway.call(before, "integrationList").statusCode() == 401);
        assertThat(gateway.call(after, "integrationList").statusCode()).isEqualTo(200);
        assertThat(gateway.issuer.keysRead()).isGreaterThan(read);
    }
}
