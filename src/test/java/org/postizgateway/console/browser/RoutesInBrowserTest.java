package org.postizgateway.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.generation.ChangingGateway;
import org.springframework.core.env.Environment;

/** What a person does about routes and configurations, in a browser. */
@Timeout(300)
class RoutesInBrowserTest {

    /** What went through a step that leads to another route. */
    private static final String CALLED = ".steps li:has(> a) > .badge";

    private static final String FILE = "routes/tools/greeting.yaml";

    @TempDir private static Path temporary;
    private static Chromium chromium;
    private static ChangingGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        gateway = new ChangingGateway(temporary, "--gateway.config-watch=false");
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
            chromium.close();
        }
    }

    private static int port() {
        return gateway.bean(Environment.class)
                .getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void a_route_is_drawn_with_what_went_through_each_of_its_steps() throws Exception {
        for (int i = 0; i < 3; i++) {
            gateway.call("groupList");
        }
        try (Visit visit = new Visit(chromium, port(), 1280, ColorScheme.LIGHT)) {
            Page page = visit.signIn(ChangingGateway.TOKEN);
            page.navigate("/console/routes");
            visit.checkLooks();
            page.evaluate("document.getElementById('TOOL').scrollIntoView()");
            visit.picture("routes");
            page.locator("a[href='/console/routes/groupList']").first().click();
            assertThat(page.locator(CALLED).first()).hasText("3 calls");
            visit.checkLooks();
            visit.picture("route");

            gateway.call("groupList");
            assertThat(page.locator(CALLED).first()).hasText("4 calls");
            page.setViewportSize(400, 800);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            visit.checkLooks();
            visit.picture("route-narrow-dark");
            page.navigate("/console/routes");
            visit.checkLooks();
            page.evaluate("document.getElementById('TOOL').scrollIntoView()");
            visit.picture("routes-narrow-dark");
            visit.wasQuiet();
        }
    }

    private static void reload(Page page, String text, String told) throws Exception {
        gateway.write(FILE, text);
        page.navigate("/console/routes");
        page.getByText("Reload").click();
        assertThat(page.getByText(told)).isVisible();
    }

    @Test
    void a_change_is_reloaded_a_wrong_one_refused_and_an_older_one_stepped_back_to()
            throws Exception {
        try (Visit visit = new Visit(chromium, port(), 1280, ColorScheme.LIGHT)) {
            Page page = visit.signIn(ChangingGateway.TOKEN);
            reload(page, ChangingGateway.TOOL.replace("WORD", "hello"), "It serves.");
            String first = gateway.serving();
            visit.checkLooks();
            page.locator("a[href='/console/routes/greeting']").click();
            assertThat(page.locator(".steps")).containsText("setBody");
            visit.checkLooks();
            reload(page, ChangingGateway.TOOL.replace("WORD", "good day"), "It serves.");

            reload(
                    page,
                    ChangingGateway.TOOL.replace("      uri", "     uri"),
                    "It is refused, and what served goes on.");
            assertThat(page.locator(".attention .subject").first())
                    .containsText("greeting.yaml, line");
            visit.checkLooks();

            page.locator("a[href='/console/configurations/" + first + "']").click();
            assertThat(page.locator("pre.after")).containsText("hello");
            visit.checkLooks();
            page.getByText("Step back to this one").click();
            assertThat(page.getByText("It serves.")).isVisible();
            assertThat(gateway.call("greeting")).contains("hello");
            visit.wasQuiet();
        }
    }
}
