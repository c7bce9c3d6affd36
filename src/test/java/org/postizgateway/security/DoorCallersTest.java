package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server behind a door learns of a caller, and what it does not. */
class DoorCallersTest extends KnownCallers {

    @Test
    void the_server_learns_who_is_calling() {
        doors.http().send("POST", "/mcp", "Authorization: Bearer " + KEY);

        var properties = doors.onlyArrival().properties();
        assertThat(properties).containsEntry("PostizApiKey", KEY);
        assertThat(properties.get("PostizTenant").toString()).matches("[0-9a-f]{32}");
        assertThat(properties.get("CamelMcpPrincipal"))
                .isInstanceOfSatisfying(
                        Principal.class,
                        principal ->
                                assertThat(principal.getName())
                                        .isEqualTo(properties.get("PostizTenant")));
    }

    @Test
    void the_same_key_is_the_same_caller_at_every_door() {
        doors.http().send("POST", "/mcp", "Authorization: Bearer " + KEY);
        doors.http().send("POST", "/mcp/" + KEY);
        doors.http().send("POST", "/mcp-oauth", "Authorization: Bearer " + KEY);

        assertThat(doors.arrivals)
                .hasSize(3)
                .extracting(arrival -> arrival.properties().get("CamelMcpPrincipal"))
                .containsOnly(doors.arrivals.get(0).properties().get("CamelMcpPrincipal"));
    }

    @Test
    void two_keys_are_two_callers() {
        doors.http().send("POST", "/mcp", "Authorization: Bearer " + KEY);
        doors.http().send("POST", "/mcp", "Authorization: Bearer " + TOKEN);

        assertThat(doors.arrivals.get(0).properties().get("CamelMcpPrincipal"))
                .isNotEqualTo(doors.arrivals.get(1).properties().get("CamelMcpPrincipal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/" + KEY + "?apiKey=" + KEY, "/mcp?x=" + KEY, "/mcp-oauth"})
    void no_credential_is_left_in_the_headers_of_the_message(String path) {
        doors.http()
                .send(
                        "POST",
                        path,
                        "Authorization: Bearer " + KEY,
                        "X-API-Key: " + KEY,
                        "Proxy-Authorization: Bearer " + KEY,
                        "Cookie: auth=" + KEY);

        assertThat(doors.onlyArrival().headers().toString()).doesNotContain(KEY);
    }

    @Test
    void what_the_mcp_edge_reads_stays_in_the_message() {
        doors.http()
                .send(
                        "POST",
                        "/mcp",
                        "Authorization: Bearer " + KEY,
                        "Accept: application/json, text/event-stream",
                        "Mcp-Session-Id: abc",
                        "MCP-Protocol-Version: 2025-11-25",
                        "Mcp-Param-Region: eu",
                        "Last-Event-ID: 7",
                        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(doors.onlyArrival().headers())
                .containsKeys(
                        "Accept",
                        "Content-Type",
                        "Mcp-Session-Id",
                        "MCP-Protocol-Version",
                        "Mcp-Param-Region",
                        "Last-Event-ID",
                        "traceparent",
                        "CamelHttpMethod");
    }

    @Test
    void a_caller_cannot_set_what_the_security_steps_set() {
        doors.http()
                .send(
                        "POST",
                        "/mcp?PostizTenant=other",
                        "Authorization: Bearer " + KEY,
                        "PostizTenant: other",
                        "CamelMcpPrincipal: other");

        assertThat(doors.onlyArrival().headers()).doesNotContainKey("PostizTenant");
        assertThat(doors.onlyArrival().properties().toString()).doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "PUT"})
    void every_method_of_a_known_caller_reaches_the_server(String method) {
        assertThat(doors.http().send(method, "/mcp", "Authorization: Bearer " + KEY).status())
                .isEqualTo(200);
    }
}
