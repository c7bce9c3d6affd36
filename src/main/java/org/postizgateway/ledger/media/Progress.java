package org.postizgateway.ledger.media;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.ExchangeHelper;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a waiting caller that its job is alive, through the route {@code direct:media-progress}. It
 * gets a copy of the caller's exchange with the message as text body.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final String ROUTE = "direct:media-progress?block=false&failIfNoConsumers=false";

    private final ProducerTemplate template;
    private final JobRunner runner;
    private final MediaSettings settings;

    Progress(ProducerTemplate template, JobRunner runner, MediaSettings settings) {
        this.template = template;
        this.runner = runner;
        this.settings = settings;
    }

    Duration interval() {
        return settings.progressInterval();
    }

    /**
     * @param previous the exchange of the report before, or a copy of the caller's; its properties
     *     travel on, so that whoever counts reports can
     */
    Exchange report(MediaJob job, Exchange previous) {
        Exchange report = ExchangeHelper.createCorrelatedCopy(previous, false);
        Steps.forgetFailure(report);
        report.getMessage().setBody(message(job));
        template.send(ROUTE, report);
        Steps.cause(report)
                .ifPresent(
                        e -> LOG.debug("Progress of job {} not told: {}", job.id(), e.toString()));
        return report;
    }

    private String message(MediaJob job) {
        long seconds = Duration.between(job.createdAt(), Times.now()).toSeconds();
        boolean waits = job.state() == JobState.QUEUED && !runner.isRunning(job.id());
        String state =
                waits
                        ? "Waiting for a free place to generate"
                        : "Postiz is generating; it tells no percentage";
        return state + ": " + seconds + " s so far (job " + job.id() + ").";
    }
}
