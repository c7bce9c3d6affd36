package org.postizgateway.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.acceptance.Product;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.core.env.Environment;

/** What a person does about generations and their dead letters, in a browser. */
@Timeout(600)
class JobsInBrowserTest {

    private static Chromium chromium;
    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().videosTake(Duration.ofSeconds(25)));
    private static Product gateway;

    private static final Pattern REPLAYED = Pattern.compile("a replay runs|has a result");

    private Visit visit;
    private final String prompt = "A red fox " + UUID.randomUUID();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(150_000);
        POSTIZ.start();
        gateway = Product.before(POSTIZ, Map.of("ledger.patience", "1s"));
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
    }

    private static Visit visit(int width, ColorScheme scheme) {
        int port =
                gateway.bean(Environment.class)
                        .getRequiredProperty("local.server.port", Integer.class);
        return new Visit(chromium, port, width, scheme, POSTIZ.baseUrl());
    }

    private Page signedIn(int width) {
        visit = visit(width, ColorScheme.LIGHT);
        return visit.signIn(Product.OPS_TOKEN);
    }

    private void generateVideo() {
        gateway.caller(DefaultOrganizations.KEY)
                .call(
                        "generateVideoTool",
                        Map.of(
                                "identifier",
                                "veo3",
                                "output",
                                "horizontal",
                                "customParams",
                                Map.of("prompt", prompt, "images", List.of())));
    }

    /** The newest of the list that is shown. */
    private static Locator newest(Page page) {
        return page.locator("tbody a").first();
    }

    /** Without Playwright's own wait, which is a script that the console lets no page run. */
    private static void awaitTrue(Page page, String expression) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    @Test
    void a_video_is_watched_until_it_is_done_and_then_seen() {
        Page page = signedIn(1280);
        generateVideo();
        page.getByText("Jobs", new Page.GetByTextOptions().setExact(true)).click();
        newest(page).click();
        assertThat(page.locator("progress")).isVisible();
        visit.checkLooks();

        assertThat(page.locator("h1 .badge")).hasText("done");
        assertThat(page.locator("video")).isVisible();
        awaitTrue(page, "document.querySelector('video').readyState >= 1");
        visit.checkLooks();
        visit.picture("job");
        assertThat(page.locator("figcaption a")).hasAttribute("rel", "noreferrer noopener");
        assertThat(page.locator("figcaption"))
                .containsText(POSTIZ.baseUrl().replace("http://", ""));
        visit.wasQuiet();
    }

    @Test
    void a_picture_is_seen_too() {
        gateway.caller(DefaultOrganizations.KEY)
                .call("generateImageTool", Map.of("prompt", prompt));
        Page page = signedIn(1280);
        page.navigate("/console/jobs?tool=generateImageTool");
        newest(page).click();

        awaitTrue(page, "document.querySelector('figure img')?.naturalWidth > 0");
        visit.checkLooks();
        visit.wasQuiet();
    }

    @Test
    void one_that_runs_is_cancelled_and_the_list_tells_on_a_narrow_screen() {
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(Operation.GENERATE_VIDEO)
                                .pausing(Duration.ofMinutes(10)));
        generateVideo();
        Page page = signedIn(420);
        page.navigate("/console/jobs");
        newest(page).click();
        page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1 .badge")).hasText("cancelled");

        page.navigate("/console/jobs");
        Locator state = page.locator("tbody .badge").first();
        assertThat(state).hasText("cancelled");
        BoundingBox box = state.boundingBox();
        assertThat(box.x + box.width).isLessThan(420);
        visit.checkLooks();
        visit.picture("jobs-narrow");
        visit.wasQuiet();
    }

    @Test
    void of_two_operators_who_press_replay_at_once_one_replays() {
        POSTIZ.faults().add(FaultRule.of(Fault.RESET).on(Operation.GENERATE_VIDEO));
        generateVideo();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> gateway.bean(DeadLetters.class).countUnfinished() == 1);
        int before = POSTIZ.media().all().size();
        Page page = signedIn(1280);
        page.navigate("/console/dead-letters");
        page.locator("section[aria-labelledby=list] tbody a").first().click();
        assertThat(page.getByText("What to do")).isVisible();
        String letter = page.url();
        visit.checkLooks();
        try (Visit other = visit(1280, ColorScheme.DARK)) {
            Page second = other.signIn(Product.OPS_TOKEN);
            second.navigate(letter);
            String press =
                    "setTimeout(() => document.querySelector('form[action$=replay]').requestSubmit(), 100)";
            page.evaluate(press);
            second.evaluate(press);

            Locator one = page.getByText("This dead letter is being replayed.");
            Locator two = second.getByText("This dead letter is being replayed.");
            assertThat(one.or(page.getByText(REPLAYED))).isVisible();
            assertThat(two.or(second.getByText(REPLAYED))).isVisible();
            assertThat(one.count() + two.count()).isEqualTo(1);
            page.navigate(letter);
            assertThat(page.locator("h1 .badge")).hasText("resolved");
        }
        assertThat(POSTIZ.media().all()).hasSize(before + 1);
    }
}
