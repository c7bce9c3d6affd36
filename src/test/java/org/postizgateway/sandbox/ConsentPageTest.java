package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A person lets a client in through the consent page, as a browser would. */
class ConsentPageTest extends RunningSandbox {

    private static final String REDIRECT = "http://127.0.0.1:9/callback";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static String registered(String name) throws Exception {
        HttpResponse<String> answer =
                client.post(
                        "/oauth/register",
                        """
                        {"redirect_uris":["%s"],"token_endpoint_auth_method":"none",
                         "client_name":"%s"}"""
                                .formatted(REDIRECT, name));
        return SandboxClient.json(answer).path("client_id").asText();
    }

    private static HttpResponse<String> page(String clientId) throws Exception {
        return client.send(
                client.request(
                                "/oauth/authorize?response_type=code&state=a%20b&client_id="
                                        + clientId
                                        + "&redirect_uri="
                                        + REDIRECT
                                        + "&code_challenge_method=S256&code_challenge="
                                        + CHALLENGE)
                        .header("Accept", "text/html,application/xhtml+xml"));
    }

    private static URI press(Document page, String button) throws Exception {
        StringBuilder form = new StringBuilder("action=" + button);
        for (Element field : page.select("input[type=hidden]")) {
            form.append('&')
                    .append(field.attr("name"))
                    .append('=')
                    .append(URLEncoder.encode(field.attr("value"), StandardCharsets.UTF_8));
        }
        form.append("&organization=").append(page.select("option").first().attr("value"));
        HttpResponse<String> answer =
                client.send(
                        client.request(page.select("form").attr("action"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form.toString())));
        assertThat(answer.statusCode()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private static HttpResponse<String> redeem(String clientId, URI callback) throws Exception {
        return client.post(
                "/oauth/token",
                """
                {"grant_type":"authorization_code","client_id":"%s","code":"%s",
                 "redirect_uri":"%s","code_verifier":"%s"}"""
                        .formatted(
                                clientId,
                                callback.getQuery().replaceFirst(".*code=([^&]+).*", "$1"),
                                REDIRECT,
                                VERIFIER));
    }

    private static int statusWith(String token) throws Exception {
        return client.send(
                        client.request("/public/v1/is-connected")
                                .setHeader("Authorization", token)
                                .GET())
                .statusCode();
    }

    @Test
    void an_approval_leads_to_a_token_that_works_until_the_next_approval() throws Exception {
        String clientId = registered("Gateway");
        Document page = Jsoup.parse(page(clientId).body());
        URI callback = press(page, "approve");
        assertThat(callback.toString()).startsWith(REDIRECT).endsWith("&state=a%20b");

        JsonNode token = SandboxClient.json(redeem(clientId, callback));
        String first = token.path("access_token").asText();
        assertThat(first).startsWith("pos_").hasSize(44);
        assertThat(statusWith(first)).isEqualTo(200);

        press(page, "approve");
        assertThat(statusWith(first)).isEqualTo(401);
    }

    @Test
    void a_denial_is_told_to_the_client() throws Exception {
        Document page = Jsoup.parse(page(registered("Gateway")).body());

        assertThat(press(page, "deny").getQuery()).contains("error=access_denied");
    }

    @Test
    void a_code_needs_its_verifier_and_expires() throws Exception {
        String clientId = registered("Gateway");
        URI callback = press(Jsoup.parse(page(clientId).body()), "approve");

        sandbox.clock().advance(java.time.Duration.ofMinutes(10));

        assertThat(redeem(clientId, callback).body()).contains("Code has expired");
        sandbox.clock().reset();
    }

    @Test
    void the_name_of_a_client_cannot_become_markup() throws Exception {
        Document page = Jsoup.parse(page(registered("<img src=x>")).body());

        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("#client").text()).isEqualTo("<img src=x>");
    }

    @Test
    void a_person_is_told_why_a_request_is_refused() throws Exception {
        HttpResponse<String> refusal = page("pcd_unknown");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(refusal.body()).select("#reason").text())
                .isEqualTo("Invalid client_id");
    }
}
