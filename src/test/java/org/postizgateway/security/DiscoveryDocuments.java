package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The OAuth discovery documents of front doors before a Postiz that serves what a test says. */
abstract class DiscoveryDocuments {

    static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp-oauth";
    static final String SERVER = "/.well-known/oauth-authorization-server/mcp-oauth";
    static final String OPENID = "/.well-known/openid-configuration/mcp-oauth";
    static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    final FrontDoors.Settings settings = new FrontDoors.Settings();
    FrontDoors doors;

    RawHttp open(String postizUrl) throws Exception {
        doors = new FrontDoors(postizUrl, settings);
        return doors.http();
    }

    @AfterEach
    void closeTheDoors() throws Exception {
        doors.close();
    }

    static JsonNode json(RawHttp.Answer answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    String document(String issuer) {
        return """
               {"issuer":"%s","authorization_endpoint":"https://front.example/oauth/authorize",\
               "token_endpoint":"https://back.example/oauth/token",\
               "code_challenge_methods_supported":["S256"],"extra":true}"""
                .formatted(issuer);
    }

    void postizServesItsDocumentAt(String path) {
        postiz.stubFor(get(path).willReturn(okJson(document(postiz.baseUrl() + "/mcp-oauth"))));
    }
}
