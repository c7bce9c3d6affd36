package org.postizgateway.ledger.media;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.media.MediaJobPolicy.Services;

/** Starts or joins a job and lets the caller wait for it. */
final class MediaJobProcessor extends DelegateAsyncProcessor {

    private final String tool;
    private final Services services;
    private final Progress progress;

    MediaJobProcessor(String tool, AsyncProcessor steps, Services services) {
        super(steps);
        this.tool = tool;
        this.services = services;
        this.progress = new Progress(services.template(), services.runner(), services.settings());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        services.runner().register(tool, processor);
    }

    @Override
    protected void doStop() throws Exception {
        services.runner().unregister(tool, processor);
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            refuseRedelivery(exchange);
            services.draining().enter().close();
            Call call = Call.of(exchange, tool);
            services.credentials().process(exchange);
            Admission.Decision decision = services.admission().decide(call, Call.insists(exchange));
            return proceed(decision, exchange, callback);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private boolean proceed(
            Admission.Decision decision, Exchange exchange, AsyncCallback callback) {
        MediaJob job = decision.job();
        exchange.setProperty(CallProperties.JOB_ID, job.id());
        WaitingCall call =
                new WaitingCall(exchange, callback, job, services.jobs(), services.workers());
        if (decision.kind() == Admission.Kind.ANSWER) {
            services.metrics().repeated(tool);
            exchange.setProperty(CallProperties.REPEATED, true);
            exchange.setProperty(
                    CallProperties.FIRST_ANSWERED_AT,
                    job.finishedAt().orElseGet(Times::now).toString());
            call.answer(job);
            callback.done(true);
            return true;
        }
        if (decision.kind() == Admission.Kind.START) {
            services.runner().submit(job, jobExchange(exchange));
        }
        call.begin(services.watch().settled(job.id()), services.settings().patience(), progress);
        return false;
    }

    private static Exchange jobExchange(Exchange exchange) {
        Exchange own = ExchangeHelper.createCorrelatedCopy(exchange, false);
        own.setPattern(ExchangePattern.InOut);
        return own;
    }

    /** An error handler that redelivers the whole policy would pay for a second generation. */
    private static void refuseRedelivery(Exchange exchange) {
        boolean redelivered =
                exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) > 0;
        String jobId = exchange.getProperty(CallProperties.JOB_ID, "", String.class);
        if (redelivered && !jobId.isEmpty()) {
            throw new LedgerException(
                    Reason.OUTCOME_UNKNOWN,
                    "Media job " + jobId + " has ended without a result; it is not redelivered.");
        }
    }
}
