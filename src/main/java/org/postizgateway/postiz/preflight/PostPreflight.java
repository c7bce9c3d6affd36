package org.postizgateway.postiz.preflight;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.content.AttachmentAddresses;
import org.postizgateway.postiz.preflight.content.ItemContents;
import org.postizgateway.postiz.preflight.content.NetworkNotices;
import org.postizgateway.postiz.preflight.finding.FieldProblem;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.finding.PreflightException;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.Channel;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.RequestPlanner;
import org.postizgateway.postiz.preflight.post.SchedulePlan;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;
import org.postizgateway.postiz.preflight.post.SocialPostReader;
import org.postizgateway.postiz.preflight.settings.Answers;
import org.postizgateway.postiz.preflight.settings.ListedSettings;
import org.postizgateway.postiz.preflight.settings.Question;
import org.postizgateway.postiz.preflight.settings.ServedSettings;
import org.postizgateway.postiz.preflight.settings.SettingsRules;
import org.postizgateway.postiz.preflight.settings.Subreddits;
import org.postizgateway.postiz.upload.Presence;

/**
 * Checks every post of a call of {@code schedulePostTool} before any is created, and plans the
 * requests that create them. Postiz itself stops at the first failure, and is not transactional
 * (contract, sections 2.4 and 3.5).
 */
public final class PostPreflight {

    private static final FieldProblem UNKNOWN_CHANNEL =
            new FieldProblem("integrationId", ChannelList.UNKNOWN);

    private static final String REDDIT = "reddit";

    /** A network may take many seconds to answer, and the caller waits a minute at most. */
    private static final int MAX_OF_NETWORKS = 20;

    private final PlatformCatalog catalog;
    private final SettingsRules settingsRules;
    private final PostChecks checks;
    private final ChannelChecks channelChecks;
    private final AttachmentAddresses addresses;
    private final Clock clock;

    public PostPreflight(
            PlatformCatalog catalog,
            SettingsRules settingsRules,
            AttachmentAddresses addresses,
            Clock clock) {
        this.catalog = catalog;
        this.settingsRules = settingsRules;
        this.checks = new PostChecks(settingsRules);
        this.channelChecks = new ChannelChecks(catalog);
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * What Postiz has to be asked before the posts of a call can be checked: about channels that
     * the catalogue does not tell enough of, and, for posts that will be published, about the
     * values that a network lists.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @return each once, of those to a network no more than fit into the time of a call
     */
    public List<Question> questions(Map<String, Object> arguments, Object integrations) {
        Map<String, Channel> channels = byId(integrations);
        Set<Question> ofPostiz = new LinkedHashSet<>();
        Set<Question> ofNetworks = new LinkedHashSet<>();
        for (SocialPost post : new SocialPostReader().read(arguments)) {
            Channel channel = channels.get(post.integrationId());
            if (channel == null) {
                continue;
            }
            if (channelChecks.isUnfamiliar(channel, post)) {
                ofPostiz.add(Question.settings(channel.id()));
            }
            catalog.find(channel.platform())
                    .filter(platform -> post.type() != Type.DRAFT)
                    .ifPresent(platform -> ofNetworks.addAll(ofNetwork(platform, post)));
        }
        return Stream.concat(ofPostiz.stream(), ofNetworks.stream().limit(MAX_OF_NETWORKS))
                .toList();
    }

    private List<Question> ofNetwork(Platform platform, SocialPost raw) {
        SocialPost post = raw.withSettings(settingsRules.form(platform, raw.settings()));
        return Stream.concat(
                        ListedSettings.questions(platform, post).stream(),
                        platform.identifier().equals(REDDIT)
                                ? Subreddits.questions(post).stream()
                                : Stream.empty())
                .toList();
    }

    /**
     * @param arguments of the tool
     * @param violations sentences on what does not fit the schema of the tool
     * @param integrations answer of {@code GET /integrations}
     * @param bodies answers to the {@link #questions}, in their order; a network's may be missing
     * @throws PreflightException with every problem of every post
     */
    public SchedulePlan plan(
            Map<String, Object> arguments,
            List<String> violations,
            Object integrations,
            List<?> bodies) {
        Examination examined = examine(arguments, violations, integrations, bodies);
        if (!examined.problems().isEmpty()) {
            throw new PreflightException(examined.problems());
        }
        return new SchedulePlan(examined.requests(), List.of());
    }

    /**
     * The same without refusing anything.
     *
     * @param arguments of the tool
     * @param violations sentences on what does not fit the schema of the tool
     * @param integrations answer of {@code GET /integrations}
     * @param bodies answers to the {@link #questions}, in their order; a network's may be missing
     */
    public Examination examine(
            Map<String, Object> arguments,
            List<String> violations,
            Object integrations,
            List<?> bodies) {
        Map<String, Channel> channels = byId(integrations);
        Answers answers = new Answers(questions(arguments, integrations), bodies);
        SocialPostReader reader = new SocialPostReader();
        List<PlannedPost> planned = new ArrayList<>();
        Map<Integer, Map<String, Object>> settings = new HashMap<>();
        List<SocialPost> posts = reader.read(arguments);
        List<Problem> problems = new ArrayList<>(reader.problems());
        PublishDate publishDate = new PublishDate(clock.instant());
        Map<String, Presence> presences = addresses.ask(posts);
        Effort effort = new Effort(System::nanoTime);
        for (SocialPost post : posts) {
            Optional<Channel> channel = Optional.ofNullable(channels.get(post.integrationId()));
            Findings found = new Findings();
            SocialPost formed = form(post, channel, answers, found, effort);
            settings.put(post.index(), formed.settings());
            check(post, formed, channel, answers, presences, publishDate, found, problems)
                    .ifPresent(planned::add);
        }
        for (SocialPost post : reader.unreadable()) {
            Optional<Channel> channel = Optional.ofNullable(channels.get(post.integrationId()));
            List<Problem> further = new ArrayList<>();
            Findings found = new Findings();
            SocialPost formed = form(post, channel, answers, found, effort);
            check(post, formed, channel, answers, presences, publishDate, found, further);
            further.removeIf(problem -> reader.isUnreadable(post.index(), problem.field()));
            problems.addAll(further);
        }
        addViolations(violations, problems);
        problems.sort(Comparator.comparingInt(Problem::index));
        Map<Integer, Integer> served = new HashMap<>();
        posts.forEach(
                post ->
                        answers.settings(post.integrationId())
                                .flatMap(ServedSettings::maxLength)
                                .ifPresent(limit -> served.put(post.index(), limit)));
        return new Examination(reader.all(), planned, problems, settings, served);
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
            SocialPost post,
            Optional<Channel> channel,
            Answers answers,
            Map<String, Presence> presences,
            PublishDate publishDate,
            Findings found,
            List<Problem> problems) {
        Optional<Platform> platform = channel.flatMap(known -> catalog.find(known.platform()));
        Optional<ServedSettings> served = answers.settings(raw.integrationId());
        channel.map(known -> channelChecks.check(known, raw.settings(), served))
                .ifPresentOrElse(found::problems, () -> found.problems(List.of(UNKNOWN_CHANNEL)));
        Optional<Instant> date = publishDate.of(post, found);
        addresses.check(post, presences, found);
        found.furtherProblems(PostChecks.general(post));
        platform.ifPresent(
                known -> {
                    found.furtherProblems(
                            checks.onPlatform(
                                    known, post, served.flatMap(ServedSettings::maxLength)));
                    NetworkNotices.of(known.identifier(), post).forEach(found::notice);
                    if (post.type() == Type.DRAFT) {
                        checks.unready(known, post, served.flatMap(ServedSettings::maxLength))
                                .ifPresent(found::notice);
                    }
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

    /** The post in the form in which Postiz takes it. */
    private SocialPost form(
            SocialPost raw,
            Optional<Channel> channel,
            Answers answers,
            Findings found,
            Effort effort) {
        effort.goOn();
        Optional<Platform> platform = channel.flatMap(known -> catalog.find(known.platform()));
        SocialPost post =
                platform.map(known -> raw.withSettings(settingsRules.form(known, raw.settings())))
                        .orElse(raw);
        SocialPost chosen =
                platform.filter(known -> post.type() != Type.DRAFT)
                        .map(known -> post.withSettings(listed(known, post, answers, found)))
                        .orElse(post);
        return chosen.withItems(ItemContents.written(chosen, platform, found, effort::goOn));
    }

    private static Map<String, Object> listed(
            Platform platform, SocialPost post, Answers answers, Findings found) {
        if (platform.identifier().equals(REDDIT)) {
            Subreddits.check(post, answers, found);
        }
        return ListedSettings.check(platform, post, answers, found);
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
