package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through a front door, what the server behind it learns, and what a refusal says. */
class DoorAuthenticationTest extends KnownCallers {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + KEY,
                "authorization: bearer " + KEY,
                "AUTHORIZATION: BEARER   " + KEY,
                "Authorization: Bearer " + TOKEN,
                "Authorization: " + KEY
            })
    void a_key_or_token_in_the_header_opens_the_key_door(String header) {
        assertThat(doors.http().send("POST", "/mcp", header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer " + TOKEN, "authorization: bearer " + KEY})
    void a_token_or_key_in_the_header_opens_the_oauth_door(String header) {
        assertThat(doors.http().send("POST", "/mcp-oauth", header).status()).isEqualTo(200);
    }

    @Test
    void the_oauth_door_takes_no_credential_without_scheme() {
        assertThat(doors.http().send("POST", "/mcp-oauth", "Authorization: " + KEY).status())
                .isEqualTo(401);
    }

    @Test
    void a_key_in_the_path_opens_the_path_door() {
        assertThat(doors.http().send("POST", "/mcp/" + KEY).status()).isEqualTo(200);
    }

    @Test
    void a_slash_behind_the_key_door_is_still_the_key_door() {
        assertThat(doors.http().send("POST", "/mcp/", "Authorization: Bearer " + KEY).status())
                .isEqualTo(200);
        assertThat(doors.http().send("POST", "/mcp/").body()).contains("Authorization: Bearer");
    }

    @Test
    void a_query_parameter_cannot_stand_in_for_the_key_in_the_path() {
        assertThat(doors.http().send("POST", "/mcp/wrong?apiKey=" + KEY).status()).isEqualTo(401);
    }

    @Test
    void a_token_in_the_path_is_refused_even_when_postiz_knows_it() {
        RawHttp.Answer answer = doors.http().send("POST", "/mcp/" + TOKEN);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("/mcp-oauth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mcp?Authorization=Bearer%20" + KEY,
                "/mcp?apiKey=" + KEY,
                "/mcp-oauth?access_token=" + KEY,
                "/mcp-oauth?authorization=Bearer+" + KEY
            })
    void a_credential_in_the_query_is_no_credential(String path) {
        RawHttp.Answer answer = doors.http().send("POST", path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-API-Key: " + KEY,
                "Authorization: Basic a2V5OmtleQ==",
                "Authorization: Bearer",
                "Authorization: ",
                "Authorization: Bearer " + KEY + "\r\nAuthorization: Bearer " + KEY
            })
    void a_request_without_one_bearer_credential_gets_401_and_is_told_what_to_send(String header) {
        RawHttp.Answer answer = doors.http().send("POST", "/mcp", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .startsWith("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,")
                .contains("Authorization: Bearer <key>", "Settings > Developers")
                .doesNotContain(KEY, "\"id\"");
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"Postiz API key\"");
    }

    @Test
    void how_a_body_is_encoded_reaches_the_protocol_edge() {
        doors.http().send("POST", "/mcp", "Authorization: Bearer " + KEY, "Content-Encoding: gzip");

        assertThat(doors.arrivals)
                .singleElement()
                .satisfies(
                        arrival ->
                                assertThat(arrival.headers())
                                        .containsEntry("Content-Encoding", "gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp-oauth"})
    void a_credential_postiz_does_not_know_gets_401(String door) {
        RawHttp.Answer answer = doors.http().send("POST", door, "Authorization: Bearer nope-1234");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(answer.body()).contains("Postiz does not know").doesNotContain("nope-1234");
    }

    @Test
    void a_wrong_key_in_the_path_gets_401_and_not_400() {
        RawHttp.Answer answer = doors.http().send("POST", "/mcp/nope-1234");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("nope-1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer \u00e9", "Bearer a\tb"})
    void a_credential_that_cannot_be_one_gets_401_without_a_request_to_postiz(String value) {
        assertThat(doors.http().send("POST", "/mcp", "Authorization: " + value).status())
                .isEqualTo(401);
        assertThat(postiz.getAllServeEvents()).isEmpty();
    }

    @Test
    void an_endless_credential_gets_401_without_a_request_to_postiz() {
        String header = "Authorization: Bearer " + "k".repeat(600);

        assertThat(doors.http().send("POST", "/mcp", header).status()).isEqualTo(401);
        assertThat(postiz.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_missing_credential_at_the_oauth_door_leads_to_the_metadata() {
        RawHttp.Answer answer = doors.http().send("POST", "/mcp-oauth");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .hasValue(
                        "Bearer resource_metadata=\"http://localhost:"
                                + doors.port()
                                + "/.well-known/oauth-protected-resource/mcp-oauth\","
                                + " scope=\"mcp:read mcp:write\"");
    }

    @Test
    void a_key_door_says_nothing_of_oauth() {
        assertThat(doors.http().send("POST", "/mcp").header("WWW-Authenticate").orElseThrow())
                .doesNotContain("resource_metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "PUT"})
    void every_method_of_an_unknown_caller_gets_401(String method) {
        assertThat(doors.http().send(method, "/mcp").status()).isEqualTo(401);
        assertThat(doors.arrivals).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mcp/a/b",
                "/mcp-oauth/" + KEY,
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/mcp",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/mcp",
                "/mcp-oauth/.well-known/openid-configuration",
                "/actuator/health",
                "/ops/dead-letters",
                "/"
            })
    void there_is_nothing_else_on_this_port(String path) {
        assertThat(doors.http().send("GET", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp?x=%zz", "/mcp/some-key?x=%zz", "/mcp/%zz"})
    void a_url_that_cannot_be_decoded_is_400(String path) {
        assertThat(doors.http().send("POST", path).status()).isEqualTo(400);
    }
}
