package org.postizgateway.postiz.life;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.mapping.SettingsChange;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.Examination;
import org.postizgateway.postiz.preflight.finding.Problem;

/**
 * The tool {@code postSettingsTool}: settings of a draft or of a post that waits. What becomes of
 * the post is checked and corrected as for a new one: {@link #asSocialPost} before the questions,
 * {@link #request} after.
 */
public final class PostSettings {

    private static final String CHANGED = "PostizChangedSettings";
    private static final String NOTICES = "PostizSettingsNotices";

    private final SettingsChange change = new SettingsChange();
    private final PlatformCatalog catalog;
    private final Clock clock;

    public PostSettings(PlatformCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Arguments of {@code schedulePostTool} for the post as it will be.
     *
     * @param settings the pairs to change
     * @throws InvalidInputException when there is nothing to change, the caller has no such post or
     *     it may not be changed
     */
    public Map<String, Object> asSocialPost(Object settings, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        Optional<Platform> platform = catalog.find(post.platform());
        Map<String, Object> changed = change.changed(settings, platform);
        Plan plan = new Plan();
        plan.refuses(post, refusal(post));
        plan.throwIfRefused("Nothing was changed.");
        exchange.setProperty(CHANGED, changed);
        Map<String, Object> merged = StoredAsNew.settings(post, platform);
        merged.putAll(changed);
        Map<String, Object> social =
                StoredAsNew.of(post, thread(post, exchange), StoredAsNew.type(post));
        social.put("settings", merged);
        return StoredCheckup.arguments(List.of(social));
    }

    private Optional<String> refusal(ListedPost post) {
        return Margins.refusal(post, clock.instant())
                .or(() -> post.is("ERROR") ? Optional.of(Margins.FAILED) : Optional.empty())
                .or(() -> post.interval().map(PostSettings::endsRepetition));
    }

    /** Postiz does so, and does not say so (contract of the newer one, section 4.3). */
    private static String endsRepetition(int days) {
        return "repeats every "
                + days
                + " days, which this call would end. Change its settings with editPostTool, which"
                + " keeps the repetition.";
    }

    private CarriedThread thread(ListedPost post, Exchange exchange) {
        return CarriedThread.of(
                post, Records.in(exchange).of(post.id()), catalog.find(post.platform()));
    }

    /**
     * Body of the request: the settings that change, in the form in which Postiz takes them.
     *
     * @param examined the post as it will be
     * @throws InvalidInputException when something is wrong with it
     */
    public Map<String, Object> request(Examination examined, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        CarriedThread thread = thread(post, exchange);
        List<Problem> problems = StoredCheckup.problems(examined.problems(), 0, thread);
        if (!problems.isEmpty()) {
            List<String> sentences = problems.stream().map(StoredCheckup::sentence).toList();
            throw new InvalidInputException("Nothing was changed. " + String.join(" ", sentences));
        }
        Map<String, Object> formed = examined.settings().get(0);
        Map<String, Object> sent = new LinkedHashMap<>(changed(exchange));
        sent.replaceAll((name, value) -> formed.getOrDefault(name, value));
        List<String> notices = new ArrayList<>();
        examined.planned().forEach(planned -> notices.addAll(ofSettings(planned.notices())));
        StoredCheckup.notice(post, thread).ifPresent(notices::add);
        exchange.setProperty(NOTICES, notices);
        return Map.of("settings", sent);
    }

    private static List<String> ofSettings(List<String> notices) {
        return notices.stream()
                .filter(notice -> notice.startsWith("settings.") || notice.startsWith("This draft"))
                .toList();
    }

    /** The result of the tool. */
    public Map<String, Object> toOutput(Object answer, Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<String> notices = exchange.getProperty(NOTICES, List.class);
        return change.toOutput(answer, notices);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> changed(Exchange exchange) {
        return exchange.getProperty(CHANGED, Map.class);
    }
}
