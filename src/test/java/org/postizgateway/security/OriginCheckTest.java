package org.postizgateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.util.TestSocketUtils;

/**
 * Which web pages and host names are let in. A request that is let in goes on to the authentication
 * step, which answers 401 here.
 */
class OriginCheckTest {

    private static final int LET_IN = 401;
    private static final int REFUSED = 403;

    private final FrontDoors.Settings settings = new FrontDoors.Settings();
    private FrontDoors doors;

    private RawHttp open() throws Exception {
        doors =
                new FrontDoors(
                        "http://localhost:" + TestSocketUtils.findAvailableTcpPort(), settings);
        return doors.http();
    }

    @AfterEach
    void closeTheDoors() throws Exception {
        doors.close();
    }

    @Test
    void a_request_without_origin_is_let_in() throws Exception {
        assertThat(open().send("POST", "/mcp").status()).isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/some-key", "/mcp-oauth"})
    void every_door_refuses_a_foreign_web_page_with_a_json_rpc_error(String door) throws Exception {
        RawHttp.Answer answer = open().send("POST", door, "Origin: https://evil.example");

        assertThat(answer.status()).isEqualTo(REFUSED);
        assertThat(answer.body())
                .contains("\"jsonrpc\":\"2.0\"", "\"code\":-32600", "GATEWAY_ALLOWED_ORIGINS")
                .doesNotContain("evil");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://evil.example#localhost",
                "file://",
                "",
                "http://localhost:1\r\nOrigin: https://evil.example"
            })
    void an_origin_that_only_looks_local_is_refused(String origin) throws Exception {
        assertThat(open().send("POST", "/mcp", "Origin: " + origin).status()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:6274",
                "https://localhost",
                "http://127.0.0.1:6274",
                "http://[::1]:6274",
                "HTTP://LOCALHOST:6274"
            })
    void pages_of_this_machine_are_let_in_by_default(String origin) throws Exception {
        RawHttp.Answer answer = open().send("POST", "/mcp", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(LET_IN);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(answer.header("Vary")).hasValue("Origin");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("Mcp-Session-Id", "WWW-Authenticate");
    }

    @Test
    void pages_of_this_machine_can_be_shut_out() throws Exception {
        settings.allowLoopbackOrigins = false;

        assertThat(open().send("POST", "/mcp", "Origin: http://localhost:6274").status())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_page_of_the_same_host_is_let_in() throws Exception {
        settings.allowLoopbackOrigins = false;
        RawHttp http = open();

        assertThat(http.send("POST", "/mcp", "Origin: http://localhost:" + doors.port()).status())
                .isEqualTo(LET_IN);
    }

    @Test
    void a_listed_origin_is_let_in_and_only_that() throws Exception {
        settings.allowedOrigins = List.of("https://app.example", "null");
        RawHttp http = open();

        assertThat(http.send("POST", "/mcp", "Origin: https://app.example").status())
                .isEqualTo(LET_IN);
        assertThat(http.send("POST", "/mcp", "Origin: null").status()).isEqualTo(LET_IN);
        assertThat(http.send("POST", "/mcp", "Origin: http://app.example").status())
                .isEqualTo(REFUSED);
        assertThat(http.send("POST", "/mcp", "Origin: https://app.example:444").status())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_rebound_name_is_refused_on_a_loopback_connection() throws Exception {
        RawHttp http = open();

        assertThat(http.sendTo("evil.example", "POST", "/mcp").status()).isEqualTo(REFUSED);
        assertThat(
                        http.sendTo(
                                        "evil.example:" + doors.port(),
                                        "POST",
                                        "/mcp",
                                        "Origin: http://evil.example:" + doors.port())
                                .status())
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080"})
    void loopback_names_are_answered_on_a_loopback_connection(String host) throws Exception {
        assertThat(open().sendTo(host, "POST", "/mcp").status()).isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.evil.example", "127.0.0.1.evil.example", "evil example", ""})
    void a_host_that_only_looks_local_is_never_served(String host) throws Exception {
        assertThat(open().sendTo(host, "POST", "/mcp").status()).isBetween(400, 403);
        assertThat(doors.arrivals).isEmpty();
    }

    @Test
    void the_public_host_is_answered_behind_a_proxy_on_the_same_machine() throws Exception {
        settings.publicUrl = Optional.of(URI.create("https://mcp.example"));
        RawHttp http = open();

        assertThat(
                        http.sendTo("mcp.example", "POST", "/mcp", "Origin: https://mcp.example")
                                .status())
                .isEqualTo(LET_IN);
        assertThat(http.sendTo("other.example", "POST", "/mcp").status()).isEqualTo(REFUSED);
    }

    @Test
    void only_listed_hosts_are_answered_when_there_is_a_list() throws Exception {
        settings.allowedHosts = List.of("mcp.example", "gateway.internal:9000");
        RawHttp http = open();

        assertThat(http.sendTo("mcp.example:1234", "POST", "/mcp").status()).isEqualTo(LET_IN);
        assertThat(http.sendTo("Gateway.Internal:9000", "POST", "/mcp").status()).isEqualTo(LET_IN);
        assertThat(http.sendTo("gateway.internal:9001", "POST", "/mcp").status())
                .isEqualTo(REFUSED);
    }

    @Test
    void any_host_is_answered_with_a_star_and_is_no_proof_for_an_origin() throws Exception {
        settings.allowedHosts = List.of("*");
        RawHttp http = open();

        assertThat(http.sendTo("evil.example", "POST", "/mcp").status()).isEqualTo(LET_IN);
        assertThat(
                        http.sendTo("evil.example", "POST", "/mcp", "Origin: http://evil.example")
                                .status())
                .isEqualTo(REFUSED);
    }

    @Test
    void any_host_is_answered_on_a_network_address_and_is_no_proof_for_an_origin()
            throws Exception {
        String address = networkAddress();
        settings.address = address;
        open();
        RawHttp http = new RawHttp(address, doors.port());

        assertThat(http.sendTo("gateway.svc", "POST", "/mcp").status()).isEqualTo(LET_IN);
        assertThat(
                        http.sendTo("evil.example", "POST", "/mcp", "Origin: http://evil.example")
                                .status())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_preflight_request_of_an_allowed_page_is_answered() throws Exception {
        RawHttp.Answer answer =
                open().send(
                                "OPTIONS",
                                "/mcp",
                                "Origin: http://localhost:6274",
                                "Access-Control-Request-Method: POST",
                                "Access-Control-Request-Headers: authorization,mcp-param-region");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:6274");
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST", "GET", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .hasValue("authorization,mcp-param-region");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void a_preflight_request_of_a_foreign_page_is_refused() throws Exception {
        RawHttp.Answer answer =
                open().send(
                                "OPTIONS",
                                "/mcp",
                                "Origin: https://evil.example",
                                "Access-Control-Request-Method: POST");

        assertThat(answer.status()).isEqualTo(REFUSED);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_plain_options_request_is_answered_with_the_methods() throws Exception {
        RawHttp.Answer answer = open().send("OPTIONS", "/mcp");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow").orElseThrow()).contains("POST");
    }

    private static String networkAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .map(InetAddress::getHostAddress)
                .orElseGet(() -> org.junit.jupiter.api.Assumptions.abort("no network address"));
    }
}
