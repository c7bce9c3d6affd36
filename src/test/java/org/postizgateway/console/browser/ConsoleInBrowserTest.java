package org.postizgateway.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a person does in the console, in a browser. With {@code -Dconsole.screenshots=docs/console}
 * it leaves pictures there.
 */
@Timeout(300)
class ConsoleInBrowserTest {

    private static final String HOSTILE =
            "</pre><script>alert(1)</script><img src=x onerror=alert(2)> \u202Etxet";

    private static Chromium chromium;
    private static final PostizSandbox POSTIZ = new PostizSandbox(SandboxSettings.forTests());
    private static Product gateway;

    private Visit visit;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        POSTIZ.start();
        gateway = Product.before(POSTIZ, Map.of());
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
            POSTIZ.close();
            chromium.close();
        }
    }

    @AfterEach
    void leave() {
        if (visit != null) {
            visit.close();
        }
        sql().sql("DELETE FROM dead_letter").update();
        sql().sql("DELETE FROM letter_run").update();
    }

    private static JdbcClient sql() {
        return gateway.bean(JdbcClient.class);
    }

    private Visit open(int width, ColorScheme scheme) {
        int port =
                gateway.bean(Environment.class)
                        .getRequiredProperty("local.server.port", Integer.class);
        visit = new Visit(chromium, port, width, scheme);
        return visit;
    }

    private Page signedIn(int width, ColorScheme scheme) {
        return open(width, scheme).signIn(Product.OPS_TOKEN);
    }

    private static void letters(int count, String reason, String message) {
        for (int i = 0; i < count; i++) {
            sql().sql(
                            """
                            INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message,
                                                     request, attempts, created_at, updated_at)
                            VALUES (:id, :id, '5be0cd19137e2179', 'generateVideoTool', 'OPEN', :reason,
                                    :message, :request, 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                            """)
                    .param("id", UUID.randomUUID().toString())
                    .param("reason", reason)
                    .param("message", message)
                    .param(
                            "request",
                            "{\"identifier\":\"veo3\",\"prompt\":\"A red fox in the snow\"}")
                    .update();
        }
    }

    @Test
    void a_wrong_token_is_told_and_the_right_one_opens_the_console() {
        Page page = open(1280, ColorScheme.LIGHT).page();
        page.navigate("/console");
        page.getByLabel("Operators' token").fill("not the token");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .hasText("This is not a token of the operators.");
        visit.checkLooks();
        visit.picture("sign-in");

        page.getByLabel("Operators' token").fill(Product.OPS_TOKEN);
        page.keyboard().press("Enter");
        assertThat(page.getByText("All is well.")).isVisible();
        visit.checkLooks();
        visit.wasQuiet();
    }

    @Test
    void an_open_page_tells_by_itself_what_has_come_to_need_a_person() {
        for (int i = 0; i < 20; i++) {
            gateway.caller(DefaultOrganizations.KEY).call("integrationList", Map.of());
        }
        Page page = signedIn(1280, ColorScheme.DARK);
        assertThat(page.getByText("All is well.")).isVisible();
        assertThat(page.getByText("integrationList")).isVisible();

        letters(3, "OUTCOME_UNKNOWN", "The connection broke while Postiz was generating.");
        assertThat(page.getByText("3 generations wait for a decision")).isVisible();
        visit.checkLooks();
        visit.picture("now-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        visit.checkLooks();
        visit.picture("now");
        page.setViewportSize(400, 800);
        visit.checkLooks();
        visit.picture("now-narrow");
        visit.wasQuiet();
    }

    @Test
    void one_is_read_and_discarded_with_the_keyboard_alone() {
        letters(2, "OUTCOME_UNKNOWN", "The connection broke while Postiz was generating.");
        letters(4, "THROTTLED", "Postiz's rate limit was used up for too long.");
        Page page = signedIn(1280, ColorScheme.LIGHT);
        tabTo(page, page.getByText("Dead letters").first());
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Dead letters");
        visit.checkLooks();
        visit.picture("dead-letters");
        tabTo(page, page.locator("section[aria-labelledby=list] tbody a").first());
        page.keyboard().press("Enter");
        assertThat(page.getByText("What to do")).isVisible();
        visit.checkLooks();
        visit.picture("dead-letter");
        tabTo(page, page.getByLabel("Why it is discarded"));
        page.keyboard().type("found in the library");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1 .badge")).hasText("discarded");
        assertThat(page.getByText("found in the library")).isVisible();
        visit.wasQuiet();
    }

    @Test
    void tenants_are_listed_and_the_credential_of_one_is_forgotten() {
        String png =
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex("89504e470d0a1a0a"));
        gateway.caller(DefaultOrganizations.KEY).call("uploadFileTool", Map.of("content", png));
        gateway.caller(DefaultOrganizations.KEY)
                .call("generateImageTool", Map.of("prompt", "A red fox in the snow"));
        Page page = signedIn(1280, ColorScheme.LIGHT);
        page.navigate("/console/tenants");
        assertThat(page.getByText("remembered").first()).isVisible();
        visit.checkLooks();
        visit.picture("tenants");
        page.setViewportSize(400, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visit.checkLooks();
        visit.picture("tenants-narrow-dark");

        page.getByText("Forget").first().click();
        assertThat(page.getByText("none").first()).isVisible();
        visit.wasQuiet();
    }

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < 60; i++) {
            if (Boolean.TRUE.equals(wanted.evaluate("e => e === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The keyboard does not get to " + wanted);
    }

    @Test
    void a_thousand_are_discarded_while_one_watches() {
        letters(1000, "THROTTLED", "Postiz's rate limit was used up for too long.");
        Page page = signedIn(400, ColorScheme.DARK);
        page.navigate("/console/dead-letters");
        visit.checkLooks();
        visit.picture("dead-letters-narrow-dark");
        page.getByText("Discard all 1000").click();
        page.getByLabel("Why they are discarded").fill("the campaign is over");
        visit.checkLooks();
        page.getByText("Discard these 1000").click();
        assertThat(page.getByText("1000 of 1000")).isVisible();
        visit.checkLooks();
        visit.picture("run-narrow-dark");
        visit.wasQuiet();
    }

    @Test
    void hostile_texts_do_no_harm() {
        letters(1, "OUTCOME_UNKNOWN", HOSTILE);
        Page page = signedIn(1280, ColorScheme.LIGHT);
        page.navigate("/console/dead-letters");
        page.locator("section[aria-labelledby=list] tbody a").first().click();

        assertThat(page.getByText("<script>alert(1)</script>")).isVisible();
        visit.wasQuiet();
    }
}
