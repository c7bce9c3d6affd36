package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The OAuth discovery documents, in front of a Postiz that serves its own, of one behind {@code
 * /api}, and of one that serves none.
 */
class OAuthDiscoveryTest extends DiscoveryDocuments {

    @Test
    void the_resource_names_postiz_as_its_authorization_server() throws Exception {
        postizServesItsDocumentAt(SERVER);

        RawHttp.Answer answer = open(postiz.baseUrl()).send("GET", RESOURCE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Cache-Control")).hasValue("max-age=3600");
        JsonNode document = json(answer);
        assertThat(document.get("resource").asText())
                .isEqualTo("http://localhost:" + doors.port() + "/mcp-oauth");
        assertThat(document.get("authorization_servers"))
                .extracting(JsonNode::asText)
                .containsExactly(postiz.baseUrl() + "/mcp-oauth");
        assertThat(document.get("scopes_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("mcp:read", "mcp:write");
        assertThat(document.get("bearer_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("header");
    }

    @Test
    void the_document_of_postiz_is_passed_on_as_it_is() throws Exception {
        postizServesItsDocumentAt(SERVER);

        RawHttp.Answer answer = open(postiz.baseUrl()).send("GET", SERVER);

        assertThat(json(answer))
                .isEqualTo(JSON.readTree(document(postiz.baseUrl() + "/mcp-oauth")));
    }

    @Test
    void postiz_is_asked_once_for_many_readers() throws Exception {
        postizServesItsDocumentAt(SERVER);
        RawHttp http = open(postiz.baseUrl());

        http.send("GET", SERVER);
        http.send("GET", RESOURCE);
        http.send("GET", SERVER);

        postiz.verify(exactly(1), getRequestedFor(urlEqualTo(SERVER)));
    }

    @Test
    void behind_api_the_gateway_vouches_for_the_document_under_its_own_name() throws Exception {
        postizServesItsDocumentAt("/api" + SERVER);
        postiz.stubFor(get(SERVER).willReturn(aResponse().withBody("<html>sign in</html>")));
        RawHttp http = open(postiz.baseUrl() + "/api");
        String own = "http://localhost:" + doors.port() + "/mcp-oauth";
        // The issuer a container names is not where this document was found.
        postiz.stubFor(
                get("/api" + SERVER)
                        .willReturn(okJson(document("https://postiz.example/mcp-oauth"))));

        JsonNode server = json(http.send("GET", SERVER));
        JsonNode resource = json(http.send("GET", RESOURCE));

        assertThat(server.get("issuer").asText()).isEqualTo(own);
        assertThat(server.get("authorization_endpoint").asText())
                .isEqualTo("https://front.example/oauth/authorize");
        assertThat(resource.get("authorization_servers").get(0).asText()).isEqualTo(own);
    }

    private void theDoorNames(String door, String issuer) {
        postiz.stubFor(
                get("/" + door)
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader(
                                                "WWW-Authenticate",
                                                "Bearer resource_metadata=\"%s/docs/%s\""
                                                        .formatted(postiz.baseUrl(), door))));
        postiz.stubFor(
                get("/docs/" + door)
                        .willReturn(
                                okJson(
                                        "{\"resource\":\"%s/%s\",\"authorization_servers\":[\"%s\"]}"
                                                .formatted(postiz.baseUrl(), door, issuer))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp-oauth", "mcp-oauth-dynamic"})
    void a_door_names_its_authorization_server_whatever_that_is_called(String door)
            throws Exception {
        String issuer = postiz.baseUrl() + "/of/another/name";
        theDoorNames(door, issuer);
        postiz.stubFor(
                get("/.well-known/oauth-authorization-server/of/another/name")
                        .willReturn(okJson(document(issuer))));

        JsonNode resource = json(open(postiz.baseUrl()).send("GET", RESOURCE));

        assertThat(resource.get("authorization_servers").get(0).asText()).isEqualTo(issuer);
    }

    @Test
    void a_resource_document_of_another_door_counts_for_nothing() throws Exception {
        theDoorNames("mcp-oauth", postiz.baseUrl() + "/evil");
        postiz.stubFor(
                get("/docs/mcp-oauth")
                        .willReturn(
                                okJson(
                                        "{\"resource\":\"%s/else\",\"authorization_servers\":[\"%s/evil\"]}"
                                                .formatted(postiz.baseUrl(), postiz.baseUrl()))));
        postiz.stubFor(
                get("/.well-known/oauth-authorization-server/evil")
                        .willReturn(okJson(document(postiz.baseUrl() + "/evil"))));

        assertThat(open(postiz.baseUrl()).send("GET", SERVER).status()).isEqualTo(404);
    }

    @Test
    void metadata_that_is_only_an_openid_configuration_will_do() throws Exception {
        String issuer = postiz.baseUrl() + "/mcp-oauth-dynamic";
        theDoorNames("mcp-oauth-dynamic", issuer);
        postiz.stubFor(
                get("/.well-known/openid-configuration/mcp-oauth-dynamic")
                        .willReturn(okJson(document(issuer))));

        assertThat(json(open(postiz.baseUrl()).send("GET", SERVER)).get("issuer").asText())
                .endsWith("/mcp-oauth-dynamic");
    }

    @Test
    void metadata_that_speaks_for_another_server_is_not_passed_on() throws Exception {
        postiz.stubFor(get(SERVER).willReturn(okJson(document("https://evil.example/login"))));

        assertThat(open(postiz.baseUrl()).send("GET", SERVER).status()).isEqualTo(404);
    }

    @Test
    void without_a_document_of_postiz_it_is_built_from_what_every_postiz_has() throws Exception {
        settings.frontend = Optional.of(URI.create("https://front.example"));
        RawHttp http = open(postiz.baseUrl());

        JsonNode document = json(http.send("GET", SERVER));

        String own = "http://localhost:" + doors.port() + "/mcp-oauth";
        assertThat(document)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"issuer":"%s",
                                 "authorization_endpoint":"https://front.example/oauth/authorize",
                                 "token_endpoint":"%s/oauth/token",
                                 "registration_endpoint":"%s/oauth/register",
                                 "response_types_supported":["code"],
                                 "grant_types_supported":["authorization_code"],
                                 "token_endpoint_auth_methods_supported":["client_secret_post","none"],
                                 "code_challenge_methods_supported":["S256"],
                                 "scopes_supported":["mcp:read","mcp:write"]}"""
                                        .formatted(own, postiz.baseUrl(), postiz.baseUrl())));
    }

    @Test
    void the_web_interface_of_the_official_container_is_known_without_a_setting() throws Exception {
        JsonNode document = json(open(postiz.baseUrl() + "/api").send("GET", SERVER));

        assertThat(document.get("authorization_endpoint").asText())
                .isEqualTo(postiz.baseUrl() + "/oauth/authorize");
        assertThat(document.get("token_endpoint").asText())
                .isEqualTo(postiz.baseUrl() + "/api/oauth/token");
    }

    @Test
    void without_any_knowledge_of_the_web_interface_the_missing_setting_is_named()
            throws Exception {
        RawHttp http = open(postiz.baseUrl());

        for (String path : new String[] {SERVER, RESOURCE}) {
            RawHttp.Answer answer = http.send("GET", path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(json(answer).get("error_description").asText())
                    .contains("POSTIZ_FRONTEND_URL", "/mcp");
            assertThat(answer.header("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void a_postiz_in_trouble_is_503_and_nothing_is_made_up() throws Exception {
        settings.frontend = Optional.of(URI.create("https://front.example"));
        postiz.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(502)));

        RawHttp.Answer answer = open(postiz.baseUrl()).send("GET", RESOURCE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).get("error").asText()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void openid_configuration_is_there_exactly_when_postiz_has_it() throws Exception {
        RawHttp http = open(postiz.baseUrl());
        assertThat(http.send("GET", OPENID).status()).isEqualTo(404);
        doors.close();

        postizServesItsDocumentAt(OPENID);
        assertThat(open(postiz.baseUrl()).send("GET", OPENID).status()).isEqualTo(200);
    }
}
