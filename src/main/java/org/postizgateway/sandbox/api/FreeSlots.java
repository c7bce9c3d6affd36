package org.postizgateway.sandbox.api;

import static org.postizgateway.sandbox.api.ApiKeyGate.organization;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The next posting time of a channel at which the organization has no post. For a channel that is
 * unknown or disabled an older Postiz never answers, a newer one with the usual times.
 */
public final class FreeSlots {

    /** Every channel's posting times, as minutes of the day, the way a row stores them. */
    static final String POSTING_TIMES = "[{\"time\":120}, {\"time\":400}, {\"time\":700}]";

    private static final int[] MINUTES = {120, 400, 700};
    private static final DateTimeFormatter ANSWER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:00");

    private final Posts posts;
    private final Conditions conditions;
    private final Clock clock;

    public FreeSlots(Posts posts, Conditions conditions, Clock clock) {
        this.posts = posts;
        this.conditions = conditions;
        this.clock = clock;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/find-slot/{id}", this::find);
    }

    private ServerResponse find(ServerRequest request) {
        Organization organization = organization(request);
        boolean hasTimes =
                organization
                        .channel(request.pathVariable("id"))
                        .filter(channel -> !channel.disabled())
                        .isPresent();
        boolean answers = hasTimes || conditions.has(Feature.BOUNDED_SLOTS);
        if (!answers || conditions.isFindSlotNeverAnswers()) {
            return ServerResponse.async(new CompletableFuture<ServerResponse>());
        }
        return Answers.ok(JavaScriptJson.object().put("date", ANSWER.format(next(organization))));
    }

    private LocalDateTime next(Organization organization) {
        Set<Instant> taken =
                posts.of(organization).stream().map(Post::publishDate).collect(Collectors.toSet());
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Stream.iterate(now.toLocalDate(), day -> day.plusDays(1))
                .flatMap(FreeSlots::slotsOf)
                .filter(slot -> slot.isAfter(now))
                .filter(slot -> !taken.contains(slot.toInstant(ZoneOffset.UTC)))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<LocalDateTime> slotsOf(LocalDate day) {
        return IntStream.of(MINUTES).mapToObj(minute -> day.atStartOfDay().plusMinutes(minute));
    }
}
