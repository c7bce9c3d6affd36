package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.acceptance.Posts.created;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.cases.ReportedCases;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Storing;
import org.postizgateway.sandbox.state.TextChange;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.Operation;

/** A Postiz that stores another text than it was sent. */
class ChangedTextTest {

    private static final String TEXT =
            "<p>It's <strong>open</strong>: our shop in Bristol &amp; Bath, say @ann and @bob</p>"
                    + "<p>Docs at https://example.com/docs?utm_source=x for all of you</p>";

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(40)));
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static Product product;

    private Tenant tenant;
    private Caller agent;
    private Posts posts;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product = Product.before(POSTIZ, Map.of("policies.stored.longest-wait", "1000"));
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @BeforeEach
    void begin() {
        tenant = Tenant.of(POSTIZ, TENANTS.getAndIncrement());
        agent = product.caller(tenant.apiKey());
        posts = new Posts(POSTIZ, tenant, agent);
    }

    @AfterEach
    void heal() {
        POSTIZ.reset();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLACE")
    void a_lost_answer_is_found_again_in_other_words(TextChange change) {
        POSTIZ.conditions().setStoring(Storing.with(change));
        loseTheAnswer();
        String text = change + " " + TEXT;

        Answer first = schedule(text);
        Answer second = schedule(text);

        assertThat(created(first)).hasSize(1).isEqualTo(created(second));
        assertThat(second.structured().at("/output/0/repeated").asBoolean()).isTrue();
        assertThat(posts.planned()).hasSize(1);
    }

    @Test
    void whatever_the_store_does_a_lost_answer_is_one_post() {
        Random random = new Random(17);
        for (int i = 0; i < 12; i++) {
            POSTIZ.reset();
            List<TextChange> changes = new ArrayList<>(List.of(TextChange.values()));
            Collections.shuffle(changes, random);
            TextChange[] some = changes.subList(0, 1 + i % 4).toArray(TextChange[]::new);
            POSTIZ.conditions().setStoring(Storing.with(some));
            loseTheAnswer();
            String text = "Number %d: ".formatted(i) + TEXT;

            schedule(text);
            schedule(text);

            assertThat(posts.planned()).as("stored with %s", List.of(some)).hasSize(1);
        }
    }

    @Test
    @ReportedCase("text-changed-by-postiz")
    void a_post_whose_link_was_taken_out_is_found() {
        JsonNode reported = ReportedCases.input("text-changed-by-postiz");
        POSTIZ.conditions().setStoring(Storing.with(TextChange.DROP_LINKS));
        loseTheAnswer();

        Answer first = schedule(reported.path("content").asText());
        Answer second = schedule(reported.path("content").asText());

        assertThat(posts.planned())
                .extracting(Post::content)
                .containsExactly(reported.path("stored").asText());
        assertThat(created(first)).isEqualTo(created(second));
        assertThat(notices(first)).contains("Postiz stored the text without example.com/docs");
    }

    @Test
    @ReportedCase("words-glued-by-postiz")
    void a_post_whose_words_were_glued_is_found() {
        POSTIZ.conditions().setStoring(Storing.with(TextChange.GLUE_BLOCKS));
        loseTheAnswer();
        String content = ReportedCases.input("words-glued-by-postiz").path("content").asText();

        Answer first = schedule(content);
        Answer second = schedule(content);

        assertThat(created(first)).isEqualTo(created(second));
        assertThat(posts.planned()).hasSize(1);
    }

    @Test
    @ReportedCase("link-lost-on-store")
    void a_create_says_that_its_link_is_gone() {
        POSTIZ.conditions().setStoring(Storing.with(TextChange.DROP_LINKS));
        String content = ReportedCases.input("link-lost-on-store").path("content").asText();

        Answer answer = schedule(content);

        assertThat(created(answer)).hasSize(1);
        assertThat(notices(answer)).contains("without example.com/docs?utm_source=x");
    }

    @Test
    void a_create_says_that_its_text_was_cut_and_its_date_shifted() {
        POSTIZ.conditions().setStoring(Storing.with(TextChange.CUT).shifting(Duration.ofHours(1)));

        Answer answer = schedule("<p>Twelve rules for a good night, and one for the day</p>");

        assertThat(notices(answer))
                .contains("Postiz stored only the beginning of the text, until")
                .contains(
                        "Postiz stored it for 2099-12-15T11:00:00.000Z instead of"
                                + " 2099-12-15T10:00:00.000Z");
    }

    @Test
    void nothing_is_told_of_a_post_that_is_stored_as_it_was_meant() {
        Answer answer = schedule(TEXT);

        assertThat(created(answer)).hasSize(1);
        assertThat(answer.text()).doesNotContain("Postiz stored");
    }

    @Test
    void posts_of_several_dates_are_compared_with_one_look() {
        POSTIZ.conditions().setStoring(Storing.with(TextChange.DROP_LINKS));

        Answer answer =
                posts.schedule(
                        IntStream.rangeClosed(11, 15)
                                .mapToObj(day -> posts.on("2099-12-" + day, TEXT))
                                .toList());

        assertThat(created(answer)).hasSize(5);
        for (JsonNode post : answer.structured().path("output")) {
            assertThat(post.path("notices").toString()).contains("without example.com/docs");
        }
        assertThat(POSTIZ.requests().count(Operation.LIST_POSTS))
                .as("a look of an earlier test may still come")
                .isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "SILENCE", "INTERNAL_ERROR", "RESET", "HTML_PAGE"})
    void a_look_that_fails_takes_nothing_from_the_answer(Fault fault) {
        POSTIZ.conditions().setStoring(Storing.with(TextChange.DROP_LINKS));
        POSTIZ.faults()
                .add(
                        FaultRule.of(fault)
                                .on(Operation.LIST_POSTS)
                                .pausing(Duration.ofSeconds(20))
                                .always());

        Answer answer = schedule(fault + TEXT);

        assertThat(created(answer)).hasSize(1);
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(4));
    }

    private static void loseTheAnswer() {
        POSTIZ.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());
    }

    private Answer schedule(String content) {
        return posts.schedule(List.of(posts.post(content)));
    }

    private static String notices(Answer answer) {
        return answer.structured().at("/output/0/notices").toString();
    }
}
