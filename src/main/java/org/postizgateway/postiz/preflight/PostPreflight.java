package org.postizgateway.postiz.preflight;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;

/**
 * Checks every post of a call of {@code schedulePostTool} before any is created, and plans the
 * requests that create them. Postiz itself stops at the first failure, and is not transactional
 * (contract, sections 2.4 and 3.5).
 */
public final class PostPreflight {

    private static final FieldProblem UNKNOWN_CHANNEL =
            new FieldProblem(
                    "integrationId",
                    "is not the id of a connected channel. Call integrationList for the ids.");

    private final PlatformCatalog catalog;
    private final SettingsRules settingsRules;
    private final PostChecks checks;
    private final ChannelChecks channelChecks;
    private final Clock clock;

    public PostPreflight(PlatformCatalog catalog, SettingsRules settingsRules, Clock clock) {
        this.catalog = catalog;
        this.settingsRules = settingsRules;
        this.checks = new PostChecks(settingsRules);
        this.channelChecks = new ChannelChecks(catalog);
        this.clock = clock;
    }

    /**
     * The channels of which Postiz has to say what settings they have, because the catalogue does
     * not know their network or not all settings that the caller names.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @return ids, each once
     */
    public List<String> unfamiliarChannels(Map<String, Object> arguments, Object integrations) {
        Map<String, Channel> channels = byId(integrations);
        return new SocialPostReader()
                .read(arguments).stream()
                        .filter(post -> channels.containsKey(post.integrationId()))
                        .filter(
                                post ->
                                        channelChecks.isUnfamiliar(
                                                channels.get(post.integrationId()),
                                                post.settings()))
                        .map(SocialPost::integrationId)
                        .distinct()
                        .toList();
    }

    /**
     * @param arguments of the tool
     * @param violations sentences on what does not fit the schema of the tool
     * @param integrations answer of {@code GET /integrations}
     * @param answers of {@code GET /integration-settings/{id}} for each of {@link
     *     #unfamiliarChannels}
     * @throws PreflightException with every problem of every post
     */
    public SchedulePlan plan(
            Map<String, Object> arguments,
            List<String> violations,
            Object integrations,
            List<?> answers) {
        Map<String, Channel> channels = byId(integrations);
        Map<String, ServedSettings> served = new HashMap<>();
        Iterator<?> answer = answers.iterator();
        for (String id : unfamiliarChannels(arguments, integrations)) {
            served.put(id, ServedSettings.of(answer.next()));
        }
        SocialPostReader reader = new SocialPostReader();
        List<PlannedPost> planned = new ArrayList<>();
        List<SocialPost> posts = reader.read(arguments);
        List<Problem> problems = new ArrayList<>(reader.problems());
        PublishDate publishDate = new PublishDate(clock.instant());
        for (SocialPost post : posts) {
            Optional<Channel> channel = Optional.ofNullable(channels.get(post.integrationId()));
            check(post, channel, served, publishDate, problems).ifPresent(planned::add);
        }
        addViolations(violations, problems);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::index));
            throw new PreflightException(problems);
        }
        return new SchedulePlan(RequestPlanner.plan(planned), List.of());
    }

    /** What the checks have said already in their own words is not said again. */
    private static void addViolations(List<String> violations, List<Problem> problems) {
        List<Problem> said = List.copyOf(problems);
        violations.stream()
                .map(Problem::ofSchema)
                .filter(violation -> said.stream().noneMatch(violation::concernsFieldOf))
                .forEach(problems::add);
    }

    private Optional<PlannedPost> check(
            SocialPost raw,
            Optional<Channel> channel,
            Map<String, ServedSettings> served,
            PublishDate publishDate,
            List<Problem> problems) {
        Optional<Platform> platform = channel.flatMap(found -> catalog.find(found.platform()));
        Findings found = new Findings();
        SocialPost post = form(raw, platform, found);
        channel.map(
                        known ->
                                channelChecks.check(
                                        known,
                                        raw.settings(),
                                        Optional.ofNullable(served.get(known.id()))))
                .ifPresentOrElse(found::problems, () -> found.problems(List.of(UNKNOWN_CHANNEL)));
        Optional<Instant> date = publishDate.of(post, found);
        found.furtherProblems(PostChecks.general(post));
        platform.ifPresent(
                known -> {
                    found.furtherProblems(checks.onPlatform(known, post));
                    NetworkNotices.of(known.identifier(), post).forEach(found::notice);
                });
        if (found.problems().isEmpty()) {
            PlannedPost planned =
                    planned(post, channel.orElseThrow(), date.orElseThrow(), found.notices());
            if (RequestPlanner.bytes(planned) <= RequestPlanner.MAX_BYTES) {
                return Optional.of(planned);
            }
            found.problem("", "is larger than the 100 kB that Postiz reads. Shorten it.");
        }
        String name = channel.map(Channel::name).orElse("");
        found.problems()
                .forEach(
                        problem ->
                                problems.add(
                                        new Problem(
                                                post.index(),
                                                name,
                                                problem.field(),
                                                problem.reason())));
        return Optional.empty();
    }

    private SocialPost form(SocialPost post, Optional<Platform> platform, Findings found) {
        Map<String, Object> settings =
                platform.map(known -> settingsRules.form(known, post.settings()))
                        .orElse(post.settings());
        return new SocialPost(
                post.index(),
                post.integrationId(),
                post.premium(),
                post.date(),
                post.shortLink(),
                post.type(),
                ItemContents.written(post, platform, found),
                settings);
    }

    private static Map<String, Channel> byId(Object integrations) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        Channel.listOf(integrations).forEach(channel -> channels.put(channel.id(), channel));
        return channels;
    }

    private static PlannedPost planned(
            SocialPost post, Channel channel, Instant date, List<String> notices) {
        return new PlannedPost(
                post.index(),
                channel,
                post.type(),
                date,
                post.shortLink(),
                post.items(),
                post.settings(),
                notices);
    }
}
