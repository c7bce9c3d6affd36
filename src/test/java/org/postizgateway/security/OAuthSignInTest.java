package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.PostizVersion;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing in as an OAuth client does that knows nothing but the URL of the door: discovery from the
 * 401 (RFC 9728, RFC 8414), registration (RFC 7591), authorization with PKCE, token, call.
 */
class OAuthSignInTest {

    private static final String REDIRECT = "http://localhost:33418/callback";
    private static final String VERIFIER = "a-code-verifier-of-more-than-forty-three-characters";
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests());
    private FrontDoors doors;
    private String door;

    private void open(PostizVersion version, boolean inContainer) throws Exception {
        postiz.start();
        postiz.conditions().setPostiz(version);
        postiz.conditions().setInContainer(inContainer);
        doors = FrontDoors.before(postiz.backendUrl());
        door = "http://localhost:" + doors.port() + "/mcp-oauth";
    }

    private static Stream<Arguments> everyPostiz() {
        return Arrays.stream(PostizVersion.values())
                .flatMap(
                        version ->
                                Stream.of(
                                        Arguments.of(version, false), Arguments.of(version, true)));
    }

    @AfterEach
    void close() throws Exception {
        doors.close();
        postiz.close();
    }

    @ParameterizedTest(name = "{0}, in a container: {1}")
    @MethodSource("everyPostiz")
    void a_client_that_knows_only_the_url_of_the_door_signs_in_and_calls(
            PostizVersion version, boolean inContainer) throws Exception {
        open(version, inContainer);
        HttpResponse<String> refused = call("");
        assertThat(refused.statusCode()).isEqualTo(401);

        JsonNode resource = get(metadataUrl(refused));
        assertThat(resource.get("resource").asText()).isEqualTo(door);
        JsonNode server = serverMetadata(resource.get("authorization_servers").get(0).asText());
        String clientId = register(server);
        String code = authorize(server, clientId, door);
        String token = token(server, clientId, code);

        assertThat(call(token).statusCode()).isEqualTo(200);
        assertThat(doors.onlyArrival().properties()).containsEntry("PostizApiKey", token);
    }

    @ParameterizedTest(name = "{0}, in a container: {1}")
    @MethodSource("everyPostiz")
    void a_token_that_was_never_issued_leads_to_the_sign_in_again(
            PostizVersion version, boolean inContainer) throws Exception {
        open(version, inContainer);
        HttpResponse<String> refused = call("pos_0123456789012345678901234567890123456789");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(get(metadataUrl(refused)).get("resource").asText()).isEqualTo(door);
    }

    @Test
    void a_token_and_the_key_of_an_organization_are_one_tenant_where_postiz_tells()
            throws Exception {
        open(PostizVersion.NOVEMBER_2026, false);
        String token =
                postiz.credentials().issueToken(postiz.organization(DefaultOrganizations.KEY));

        call(token);
        call(DefaultOrganizations.KEY);
        call(DefaultOrganizations.SECOND_KEY);

        assertThat(doors.arrivals)
                .extracting(arrival -> arrival.properties().get("PostizTenant"))
                .satisfies(
                        tenants -> {
                            assertThat(tenants.get(0)).isEqualTo(tenants.get(1));
                            assertThat(tenants.get(2)).isNotEqualTo(tenants.get(1));
                        });
    }

    private static URI metadataUrl(HttpResponse<String> refused) {
        String challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
        Matcher matcher = METADATA.matcher(challenge);
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1));
    }

    /** RFC 8414, 3.1 and 3.3: the path of the issuer goes behind the well-known part. */
    private JsonNode serverMetadata(String issuer) throws Exception {
        URI uri = URI.create(issuer);
        JsonNode metadata =
                get(
                        URI.create(
                                issuer.replace(
                                        uri.getPath(),
                                        "/.well-known/oauth-authorization-server"
                                                + uri.getPath())));
        assertThat(metadata.get("issuer").asText()).isEqualTo(issuer);
        assertThat(metadata.get("code_challenge_methods_supported").get(0).asText())
                .isEqualTo("S256");
        return metadata;
    }

    private String register(JsonNode server) throws Exception {
        String body =
                """
                {"redirect_uris":["%s"],"token_endpoint_auth_method":"none","client_name":"Test"}"""
                        .formatted(REDIRECT);
        JsonNode registered =
                send(
                        HttpRequest.newBuilder(uri(server, "registration_endpoint"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return registered.get("client_id").asText();
    }

    /** The part of the person: opens the page and agrees. */
    private String authorize(JsonNode server, String clientId, String resource) throws Exception {
        URI page =
                UriComponentsBuilder.fromUri(uri(server, "authorization_endpoint"))
                        .queryParam("client_id", clientId)
                        .queryParam("response_type", "code")
                        .queryParam("redirect_uri", REDIRECT)
                        .queryParam("code_challenge", challenge())
                        .queryParam("code_challenge_method", "S256")
                        .queryParam("scope", "mcp:read mcp:write")
                        .queryParam("state", "some-state")
                        .queryParam("resource", resource)
                        .encode()
                        .build()
                        .toUri();
        assertThat(client.send(html(page), text()).statusCode()).isEqualTo(200);
        JsonNode agreed =
                send(
                        HttpRequest.newBuilder(URI.create(postiz.backendUrl() + "/oauth/authorize"))
                                .header("Content-Type", "application/json")
                                .header("auth", "sandbox-key")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(
                                                        Map.of(
                                                                "client_id",
                                                                clientId,
                                                                "redirect_uri",
                                                                REDIRECT,
                                                                "code_challenge",
                                                                challenge(),
                                                                "code_challenge_method",
                                                                "S256",
                                                                "state",
                                                                "some-state",
                                                                "action",
                                                                "approve")))));
        var redirect = UriComponentsBuilder.fromUriString(agreed.get("redirect").asText()).build();
        assertThat(redirect.getQueryParams().getFirst("state")).isEqualTo("some-state");
        return redirect.getQueryParams().getFirst("code");
    }

    private String token(JsonNode server, String clientId, String code) throws Exception {
        String form =
                Map.of(
                                "grant_type", "authorization_code",
                                "client_id", clientId,
                                "code", code,
                                "code_verifier", VERIFIER,
                                "redirect_uri", REDIRECT,
                                "resource", door)
                        .entrySet()
                        .stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        JsonNode token =
                send(
                        HttpRequest.newBuilder(uri(server, "token_endpoint"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return token.get("access_token").asText();
    }

    private HttpResponse<String> call(String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(door))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), text());
    }

    private JsonNode get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri).header("MCP-Protocol-Version", "2025-11-25"));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), text());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }

    private static HttpRequest html(URI page) {
        return HttpRequest.newBuilder(page).header("Accept", "text/html").build();
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static URI uri(JsonNode server, String endpoint) {
        return URI.create(server.get(endpoint).asText());
    }

    private static String challenge() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
