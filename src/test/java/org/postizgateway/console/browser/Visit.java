package org.postizgateway.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A person in front of the console, with a browser of their own. What the browser complains of and
 * what it asks other hosts for is kept.
 */
final class Visit implements AutoCloseable {

    private static final String PICTURES = System.getProperty("console.screenshots", "");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param origins other than the console's from which its pages may load something
     */
    Visit(Chromium chromium, int port, int width, ColorScheme scheme, String... origins) {
        List<String> known = new ArrayList<>(List.of(origins));
        known.add("http://localhost:" + port);
        context =
                chromium.browser()
                        .newContext(
                                new NewContextOptions()
                                        .setBaseURL("http://localhost:" + port)
                                        .setViewportSize(width, 800)
                                        .setColorScheme(scheme));
        page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")
                            && !message.text().matches(".*\\b(401|409)\\b.*")) {
                        complaints.add(message.text());
                    }
                });
        page.onDialog(
                dialog -> {
                    complaints.add("dialog " + dialog.message());
                    dialog.dismiss();
                });
        page.onRequest(
                request -> {
                    boolean expected =
                            request.url().startsWith("data:")
                                    || known.stream()
                                            .anyMatch(o -> request.url().startsWith(o + "/"));
                    if (!expected) {
                        complaints.add("a request to " + request.url());
                    }
                });
    }

    Page page() {
        return page;
    }

    /** Signs in on the page that leads to it. */
    Page signIn(String token) {
        page.navigate("/console");
        page.getByLabel("Operators' token").fill(token);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Calls per second").first()).isVisible();
        return page;
    }

    /** Nothing was complained of. */
    void wasQuiet() {
        assertThat(complaints).isEmpty();
    }

    /** With {@code -Dconsole.screenshots=DIR} a picture is left there. */
    void picture(String name) {
        if (!PICTURES.isEmpty()) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(name.startsWith("now") || name.startsWith("job"))
                            .setPath(Path.of(PICTURES, name + ".png")));
        }
    }

    /** WCAG A and AA, contrast among it; and nothing that one has to scroll sideways for. */
    void checkLooks() {
        assertThat(
                        new AxeBuilder(page)
                                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                                .analyze()
                                .getViolations())
                .extracting(rule -> rule.getId() + " " + rule.getNodes())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    @Override
    public void close() {
        context.close();
    }
}
