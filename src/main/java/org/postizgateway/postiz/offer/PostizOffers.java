package org.postizgateway.postiz.offer;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * What each Postiz behind this gateway offers; for routes, whose exchange property {@code
 * PostizUrl} says which they ask about. Two instances may be of different versions.
 */
public final class PostizOffers {

    private static final String URL = "PostizUrl";
    private static final String DEFAULT = "";

    private final Map<String, PostizOffer> offers = new ConcurrentHashMap<>();
    private final KnownTools known;
    private final Clock clock;

    public PostizOffers(KnownTools known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /**
     * That of one Postiz.
     *
     * @param url null or empty for the default one
     */
    public PostizOffer of(String url) {
        return offers.computeIfAbsent(
                Optional.ofNullable(url).orElse(DEFAULT), any -> new PostizOffer(known, clock));
    }

    /** See {@link PostizOffer#isDue()}. */
    public boolean isDue(@ExchangeProperty(URL) String url) {
        return of(url).isDue();
    }

    /** See {@link PostizOffer#learn(Object)}. */
    public void learn(@Body Object body, @ExchangeProperty(URL) String url) {
        of(url).learn(body);
    }

    /** See {@link PostizOffer#missed()}. */
    public void missed(@ExchangeProperty(URL) String url) {
        of(url).missed();
    }

    /** See {@link PostizOffer#reconsider(Throwable)}. */
    public void reconsider(Throwable failure, @ExchangeProperty(URL) String url) {
        of(url).reconsider(failure);
    }

    /** See {@link PostizOffer#hasVideoJobs()}. */
    public boolean hasVideoJobs(@ExchangeProperty(URL) String url) {
        return of(url).hasVideoJobs();
    }

    /** Nothing is known of any Postiz any more. */
    public void forget() {
        offers.values().forEach(PostizOffer::forget);
    }
}
