package org.postizgateway.postiz.cached;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.util.TimeUtils;

/**
 * A Camel policy around steps that read what changes rarely. Their answer, maps and lists, is kept
 * for the caller for whom it was read, and given to each exchange as a copy of its own.
 *
 * <p>The steps get only what the answer is known by: the headers that are named, and the body if it
 * is. No header comes out of them. They run on an exchange of their own. Without a caller, or with
 * a life of 0, they run as if the policy were not there.
 *
 * <p>The header {@code refresh} or the exchange property {@code CamelMcpNoCache}, if true, asks
 * anew. An answer that is given although Postiz could not be asked leaves its age in the exchange
 * property {@code CamelMcpStale}.
 */
public final class CachedRead implements Policy {

    private static final AtomicLong STEPS = new AtomicLong();

    private List<String> headers = List.of();
    private boolean body;
    private Duration life = Duration.ZERO;
    private Duration stale = Duration.ZERO;

    /**
     * @param names of the headers that the answer depends on, separated by commas
     */
    public void setHeaders(String names) {
        headers = Arrays.stream(names.split(",")).map(String::strip).toList();
    }

    /**
     * @param body whether the answer depends on the body
     */
    public void setBody(boolean body) {
        this.body = body;
    }

    /**
     * @param life how long an answer is kept, such as {@code 10s}; {@code 0s} for not at all
     */
    public void setLife(String life) {
        this.life = TimeUtils.toDuration(life);
    }

    /**
     * @param stale how much longer it is given while Postiz cannot be asked, such as {@code 10m}
     */
    public void setStale(String stale) {
        this.stale = TimeUtils.toDuration(stale);
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the definition is taken as it is
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        CamelContext camel = route.getCamelContext();
        return new CachedSteps(
                steps,
                route.getRouteId(),
                route.getRouteId() + "#" + STEPS.incrementAndGet(),
                new CachedSteps.Inputs(headers, body),
                new CachedSteps.Lives(life, stale),
                camel.getRegistry().mandatoryFindSingleByType(CachedReads.class));
    }
}
