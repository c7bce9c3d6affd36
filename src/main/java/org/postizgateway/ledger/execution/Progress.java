package org.postizgateway.ledger.execution;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.LedgerCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a waiting caller that its job is alive, through the route {@code direct:media-progress}. It
 * gets a copy of the caller's exchange with the message as text body.
 */
public final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final String ROUTE = "direct:media-progress?block=false&failIfNoConsumers=false";

    private final ServingCamel camel;
    private final Duration interval;

    /**
     * @param interval between two reports to a caller
     */
    public Progress(ServingCamel camel, Duration interval) {
        this.camel = camel;
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    /**
     * @param runs whether it was sent already
     * @param previous the exchange of the report before, or a copy of the caller's; its properties
     *     travel on, so that whoever counts reports can
     */
    Exchange report(LedgerCall job, boolean runs, Exchange previous) {
        Exchange report = ExchangeHelper.createCorrelatedCopy(previous, false);
        Steps.forgetFailure(report);
        report.getMessage().setBody(message(job, runs));
        camel.template().send(ROUTE, report);
        Steps.cause(report)
                .ifPresent(
                        e -> LOG.debug("Progress of job {} not told: {}", job.id(), e.toString()));
        return report;
    }

    private static String message(LedgerCall job, boolean runs) {
        long seconds = Duration.between(job.createdAt(), Times.now()).toSeconds();
        String state =
                runs
                        ? "Postiz is generating; it tells no percentage"
                        : "Waiting for a free place to generate";
        return state + ": " + seconds + " s so far (job " + job.id() + ").";
    }
}
