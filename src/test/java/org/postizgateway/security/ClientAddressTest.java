package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postizgateway.bound.Rate;

/** Whom a bound per address counts, seen from outside: by who is refused after wrong keys. */
class ClientAddressTest {

    @RegisterExtension
    private final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    @BeforeEach
    void knowsNobody() {
        postiz.stubFor(
                any(anyUrl())
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withBody("{\"msg\":\"Invalid API key\"}")));
    }

    @Test
    void without_trust_a_caller_cannot_name_itself_another() throws Exception {
        try (FrontDoors doors = doors(false)) {
            assertThat(status(doors, "wrong-1", "X-Forwarded-For: 192.0.2.1")).isEqualTo(401);
            assertThat(status(doors, "wrong-2", "X-Forwarded-For: 192.0.2.2")).isEqualTo(429);
            assertThat(status(doors, "wrong-3", "Forwarded: for=192.0.2.3")).isEqualTo(429);
        }
    }

    @Test
    void behind_a_trusted_proxy_each_client_counts_for_itself() throws Exception {
        try (FrontDoors doors = doors(true)) {
            assertThat(status(doors, "wrong-1", "X-Forwarded-For: 192.0.2.1")).isEqualTo(401);
            assertThat(status(doors, "wrong-2", "X-Forwarded-For: 192.0.2.1")).isEqualTo(429);
            assertThat(status(doors, "wrong-3", "X-Forwarded-For: 192.0.2.2")).isEqualTo(401);
            assertThat(status(doors, "wrong-4", "Forwarded: for=192.0.2.3;proto=https"))
                    .isEqualTo(401);
            assertThat(status(doors, "wrong-5", "Forwarded: for=\"[2001:db8::1]:4711\""))
                    .isEqualTo(401);
        }
    }

    @Test
    void of_several_the_one_that_the_proxy_saw_counts() throws Exception {
        try (FrontDoors doors = doors(true)) {
            assertThat(status(doors, "wrong-1", "X-Forwarded-For: 198.51.100.1, 192.0.2.1"))
                    .isEqualTo(401);
            assertThat(status(doors, "wrong-2", "X-Forwarded-For: 198.51.100.2, 192.0.2.1"))
                    .isEqualTo(429);
        }
    }

    @Test
    void a_network_of_IPv6_is_one() throws Exception {
        try (FrontDoors doors = doors(true)) {
            assertThat(status(doors, "wrong-1", "X-Forwarded-For: 2001:db8:1:2::1")).isEqualTo(401);
            assertThat(status(doors, "wrong-2", "X-Forwarded-For: 2001:db8:1:2:3::9"))
                    .isEqualTo(429);
            assertThat(status(doors, "wrong-3", "X-Forwarded-For: 2001:db8:1:3::1")).isEqualTo(401);
        }
    }

    @Test
    void the_refusal_says_when_to_come_back() throws Exception {
        try (FrontDoors doors = doors(false)) {
            status(doors, "wrong-1", "X-A: b");

            RawHttp.Answer answer =
                    doors.http().send("POST", "/mcp", "Authorization: Bearer wrong-2");

            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isPositive();
            assertThat(answer.body()).contains("nothing about yours");
            assertThat(doors.exceeded).containsExactly("credential-checks");
        }
    }

    /** Doors that check one unknown key of an address in a long time. */
    private FrontDoors doors(boolean trustForwarded) throws Exception {
        FrontDoors.Settings settings = new FrontDoors.Settings();
        settings.trustForwarded = trustForwarded;
        settings.addressChecks = new Rate.Limit(0.001, 1);
        return new FrontDoors(postiz.baseUrl(), settings);
    }

    private static int status(FrontDoors doors, String key, String header) {
        return doors.http().send("POST", "/mcp", "Authorization: Bearer " + key, header).status();
    }
}
