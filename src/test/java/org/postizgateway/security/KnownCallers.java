package org.postizgateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front doors before a Postiz that knows one key and one token. */
abstract class KnownCallers {

    static final String KEY = "key-0123456789abcdef";
    static final String TOKEN = "pos_abcdefghijklmnopqrstuvwxyz0123456789ABCD";

    @RegisterExtension
    final WireMockExtension postiz =
            WireMockExtension.newInstance()
                    .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                    .build();

    FrontDoors doors;

    @BeforeEach
    void openTheDoors() throws Exception {
        postiz.stubFor(
                get("/public/v1/is-connected")
                        .atPriority(10)
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody("{\"msg\":\"Invalid API key\"}")));
        for (String known : new String[] {KEY, TOKEN}) {
            postiz.stubFor(
                    get("/public/v1/is-connected")
                            .withHeader("Authorization", equalTo(known))
                            .willReturn(okJson("{\"connected\":true}")));
        }
        doors = FrontDoors.before(postiz.baseUrl());
    }

    @AfterEach
    void closeTheDoors() throws Exception {
        doors.close();
    }
}
