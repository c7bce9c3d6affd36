package org.postizgateway.config.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.config.setting.UpstreamSettings;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.execution.RecordAttempt;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.task.TaskStore;
import org.postizgateway.observability.QuotaMetrics;
import org.postizgateway.postiz.cached.KnownReads;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.postizgateway.postiz.outcome.StoredCheck;
import org.postizgateway.postiz.policy.CallLimits;
import org.postizgateway.postiz.policy.Redeliveries;
import org.postizgateway.postiz.policy.RetryAfter;
import org.postizgateway.postiz.recognition.PostReconciler;
import org.postizgateway.postiz.recognition.PostReconciliation;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.credential.CredentialChecks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code routes/policies.yaml} refers to by name. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    Redeliveries redeliveries(
            PostizErrors errors, UpstreamSettings settings, MeterRegistry registry) {
        return new Redeliveries(
                errors,
                settings.longestWait(),
                (kind, failure) ->
                        registry.counter(
                                        "postiz.retries",
                                        "kind",
                                        kind,
                                        "reason",
                                        failure.kind().name().toLowerCase(Locale.ROOT))
                                .increment());
    }

    @Bean
    CallLimits callLimits(
            CallLimit.Factory limits,
            ObjectProvider<LimitListener> listeners,
            MeterRegistry registry) {
        return new CallLimits(
                limits,
                () -> LimitListener.all(listeners).exceeded("throttle"),
                Timer.builder("gateway.throttle.wait")
                                .description(
                                        "Time until calls that were held back were let through")
                                .register(registry)
                        ::record);
    }

    /** What the configuration that serves now allows, for calls that wait for their turn. */
    @Bean
    CallGate callGate(CallLimits limits, ServingCamel camel) {
        return limits.gate(
                () -> number(camel, "{{policies.throttle.caller-per-second:50}}"),
                () -> number(camel, "{{policies.throttle.all-per-second:200}}"));
    }

    private static int number(ServingCamel camel, String placeholder) {
        CamelContext context = camel.template().getCamelContext();
        return Integer.parseInt(context.resolvePropertyPlaceholders(placeholder));
    }

    @Bean
    OutcomeClassifier outcomeClassifier(PostizErrors errors) {
        return new PostizOutcomes(errors);
    }

    @Bean
    QuotaMetrics quotaMetrics(MeterRegistry registry) {
        return new QuotaMetrics(registry);
    }

    @Bean
    CreateRation createRation(PostizErrors errors, QuotaMetrics quota) {
        return new CreateRation(errors, quota);
    }

    @Bean
    TaskStore mediaTasks(MediaJobs jobs) {
        return new MediaTasks(jobs);
    }

    @Bean
    PostReconciliation postReconciliation(PostReconciler reconciler) {
        return new PostReconciliation(reconciler, Clock.systemUTC());
    }

    @Bean
    StoredCheck storedCheck() {
        return new StoredCheck(Clock.systemUTC());
    }

    /**
     * After each failed attempt: count it, heed Retry-After, forget a credential that Postiz
     * refused with all that was read for its tenant, and write it down where a ledger row is open.
     */
    @Bean
    Processor attemptFailed(
            PostizErrors errors,
            Redeliveries redeliveries,
            RecordAttempt recordAttempt,
            CredentialChecks credentials,
            KnownReads reads) {
        RetryAfter retryAfter = new RetryAfter(errors);
        return exchange -> {
            redeliveries.count(exchange);
            retryAfter.process(exchange);
            String key = exchange.getProperty(DoorAuthentication.API_KEY, String.class);
            PostizFailure failure = errors.failure(exchange);
            if (key != null && failure.isCredentialRefused()) {
                credentials.forget(key);
            }
            if (provesChange(failure)) {
                forget(reads, exchange);
            }
            recordAttempt.process(exchange);
        };
    }

    /** The organization, a channel or what belongs to it is not what it was when it was read. */
    private static boolean provesChange(PostizFailure failure) {
        return failure.isCredentialRefused()
                || failure.kind() == Kind.NOT_FOUND
                || failure.kind() == Kind.CHANNEL_DISCONNECTED;
    }

    private static void forget(KnownReads reads, Exchange exchange) {
        String tenant = exchange.getProperty(DoorAuthentication.TENANT, String.class);
        if (tenant != null) {
            reads.forget(tenant);
        }
    }
}
