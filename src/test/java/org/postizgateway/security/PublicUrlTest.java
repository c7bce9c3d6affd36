package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under which address the gateway names itself in what leads clients to the authorization server.
 */
class PublicUrlTest extends DiscoveryDocuments {

    @Test
    void the_configured_public_url_wins_over_the_request() throws Exception {
        settings.publicUrl = Optional.of(URI.create("https://mcp.example/postiz"));
        postizServesItsDocumentAt(SERVER);
        RawHttp http = open(postiz.baseUrl());

        assertThat(json(http.send("GET", RESOURCE)).get("resource").asText())
                .isEqualTo("https://mcp.example/postiz/mcp-oauth");
        assertThat(http.send("POST", "/mcp-oauth").header("WWW-Authenticate").orElseThrow())
                .contains(
                        "\"https://mcp.example/postiz/.well-known/oauth-protected-resource/mcp-oauth\"");
    }

    @Test
    void forwarded_headers_count_only_when_the_proxy_is_trusted() throws Exception {
        postizServesItsDocumentAt(SERVER);
        String[] forwarded = {"X-Forwarded-Proto: https", "X-Forwarded-Host: mcp.example"};
        RawHttp http = open(postiz.baseUrl());
        assertThat(json(http.send("GET", RESOURCE, forwarded)).get("resource").asText())
                .isEqualTo("http://localhost:" + doors.port() + "/mcp-oauth");
        doors.close();

        settings.trustForwarded = true;
        http = open(postiz.baseUrl());
        assertThat(json(http.send("GET", RESOURCE, forwarded)).get("resource").asText())
                .isEqualTo("https://mcp.example/mcp-oauth");
        assertThat(json(http.send("GET", RESOURCE)).get("resource").asText())
                .isEqualTo("http://localhost:" + doors.port() + "/mcp-oauth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: a\", error=\"x",
                "X-Forwarded-Port: many",
                "Forwarded: host=\"a b\";proto=\"<\"",
            })
    void a_forwarded_header_that_makes_no_url_is_ignored(String header) throws Exception {
        settings.trustForwarded = true;
        postizServesItsDocumentAt(SERVER);

        RawHttp.Answer answer = open(postiz.baseUrl()).send("GET", RESOURCE, header);

        assertThat(json(answer).get("resource").asText())
                .isEqualTo("http://localhost:" + doors.port() + "/mcp-oauth");
    }

    @Test
    void a_hostile_host_cannot_break_out_of_the_header() throws Exception {
        RawHttp http = open(postiz.baseUrl());

        RawHttp.Answer answer = http.sendTo("a\", error=\"x", "GET", RESOURCE);

        assertThat(answer.body()).doesNotContain("error=");
    }

    @Test
    void a_preflight_request_for_a_document_is_answered() throws Exception {
        RawHttp.Answer answer =
                open(postiz.baseUrl())
                        .send(
                                "OPTIONS",
                                RESOURCE,
                                "Origin: https://anywhere.example",
                                "Access-Control-Request-Method: GET",
                                "Access-Control-Request-Headers: mcp-protocol-version");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Access-Control-Allow-Headers")).hasValue("*");
    }

    @Test
    void a_document_cannot_be_posted_to() throws Exception {
        var answer = open(postiz.baseUrl()).send("POST", RESOURCE);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET").doesNotContain("POST");
    }
}
