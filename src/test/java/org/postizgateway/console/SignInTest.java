package org.postizgateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.GatewayApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Who gets into the console, over a socket. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/console-${PID:0}",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=" + SignInTest.OPERATE,
            "ops.read-token=" + SignInTest.READ,
            "ledger.url=jdbc:h2:mem:sign-in;DB_CLOSE_DELAY=-1"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class SignInTest {

    static final String OPERATE = "token-of-the-operators";
    static final String READ = "token-of-those-who-look";

    @LocalServerPort private int port;

    private Browser browser() {
        return new Browser(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/live/now", "/console/anything"})
    void a_stranger_is_led_to_the_page_to_sign_in(String path) {
        Browser.Page page = browser().get(path);

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).endsWith("/console/sign-in");
    }

    @Test
    void whoever_knows_no_more_than_the_port_is_led_to_the_console() {
        Browser.Page page = browser().get("/");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).endsWith("/console");
    }

    @Test
    void an_address_where_there_is_nothing_is_no_warning(CapturedOutput log) {
        assertThat(browser().get("/ops/nothing", "Authorization", "Bearer " + OPERATE).status())
                .isEqualTo(404);

        assertThat(log.getAll()).doesNotContain("No mapping for");
    }

    @Test
    void a_part_of_a_page_whose_session_has_ended_leads_the_whole_page_to_sign_in() {
        Browser.Page part = browser().get("/console/live/now", "HX-Request", "true");

        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Redirect")).isEqualTo("/console/sign-in");
    }

    @Test
    void the_token_opens_the_console_by_a_cookie_that_no_script_and_no_other_site_can_use() {
        Browser.Page answer = browser().signIn(OPERATE);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/console");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(Browser.SESSION))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Strict", "Path=/console")
                .doesNotContain("Expires", OPERATE);
        assertThat(Browser.signedIn(port, OPERATE).get("/console").status()).isEqualTo(200);
    }

    @Test
    void a_wrong_token_is_told_on_the_page_and_gives_no_session() {
        Browser browser = browser();
        Browser.Page answer = browser.signIn("token-of-the-operatorS");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("This is not a token of the operators.");
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
        assertThat(browser.get("/console").status()).isEqualTo(302);
    }

    @Test
    void without_the_csrf_token_nothing_is_taken_not_even_a_right_token() {
        Browser browser = browser();
        browser.get("/console/sign-in");
        Browser.Page answer =
                browser.post("/console/sign-in", Map.of("token", OPERATE, "_csrf", ""));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Go back, load it again");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(browser.cookie(Browser.SESSION)).isEmpty();
    }

    @Test
    void a_cookie_of_another_process_opens_nothing() {
        Browser browser = browser();
        browser.cookie(Browser.SESSION, "5D0A2C1B9E8F4A7C6B3D2E1F0A9B8C7D");

        assertThat(browser.get("/console").status()).isEqualTo(302);
    }

    @Test
    void after_signing_out_the_old_cookie_opens_nothing() {
        Browser browser = Browser.signedIn(port, OPERATE);
        String session = browser.cookie(Browser.SESSION);
        assertThat(browser.post("/console/sign-out", Map.of()).status()).isEqualTo(302);

        browser.cookie(Browser.SESSION, session);
        assertThat(browser.get("/console").status()).isEqualTo(302);
    }

    @Test
    void the_cookie_of_the_console_is_no_token_of_the_interface() {
        assertThat(Browser.signedIn(port, OPERATE).get("/ops/overview").status()).isEqualTo(401);
    }

    @Test
    void who_may_only_look_sees_the_pages_and_changes_nothing() {
        Browser reader = Browser.signedIn(port, READ);

        assertThat(reader.get("/console").text()).contains("read only");
        assertThat(reader.post("/console/anything", Map.of()).status()).isEqualTo(403);
        assertThat(Browser.signedIn(port, OPERATE).post("/console/anything", Map.of()).status())
                .isEqualTo(404);
        assertThat(browser().get("/ops/overview", "Authorization", "Bearer " + READ).status())
                .isEqualTo(200);
    }

    @Test
    void a_page_runs_no_script_of_its_own_and_loads_nothing_but_media_from_elsewhere() {
        Browser.Page page = Browser.signedIn(port, OPERATE).get("/console");

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                                + " data: http://127.0.0.1:1; media-src 'self' http://127.0.0.1:1;"
                                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'");
        assertThat(page.html().select("script:not([src]), style, [style]")).isEmpty();
        assertThat(page.html().select("script, link[rel=stylesheet]"))
                .isNotEmpty()
                .allSatisfy(
                        loaded -> {
                            String path = loaded.attr("src") + loaded.attr("href");
                            assertThat(path).startsWith("/assets/");
                            assertThat(browser().get(path).status()).as(path).isEqualTo(200);
                        });
    }

    @Test
    void an_address_of_nothing_is_a_page_that_says_so() {
        Browser.Page page = Browser.signedIn(port, OPERATE).get("/console/nothing");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is nothing under this address.");
    }
}
