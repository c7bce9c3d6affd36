package org.postizgateway.postiz.life.listed;

import org.apache.camel.Exchange;

/** Steps of the route that reads {@link FailureNotices}. */
public final class FailureNoticeReading {

    /** Whether another page is needed. */
    public boolean wantsPage(Exchange exchange) {
        return FailureNotices.in(exchange).wantsPage();
    }

    /** Number of the page that is read next, from 0. */
    public int page(Exchange exchange) {
        return FailureNotices.in(exchange).page();
    }

    /**
     * @param exchange its body is the answer of {@code GET /notifications}
     */
    public void add(Exchange exchange) {
        FailureNotices.in(exchange).add(exchange.getMessage().getBody());
    }
}
