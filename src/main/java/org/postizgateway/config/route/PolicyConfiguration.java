package org.postizgateway.config.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.postizgateway.config.setting.UpstreamSettings;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.RecordAttempt;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.mcp.task.TaskStore;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.postizgateway.postiz.outcome.PostReconciler;
import org.postizgateway.postiz.outcome.PostReconciliation;
import org.postizgateway.postiz.policy.Repeats;
import org.postizgateway.postiz.policy.RetryAfter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code routes/policies.yaml} refers to by name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamSettings.class)
class PolicyConfiguration {

    /**
     * What speaks for Postiz as a whole being in trouble. A 500 does not: Postiz answers so to some
     * requests that are merely wrong, and one caller must not be able to shut out the others.
     */
    private static final Set<Kind> UPSTREAM_TROUBLE =
            EnumSet.of(Kind.UNREACHABLE, Kind.UNAVAILABLE, Kind.CONNECTION_LOST, Kind.TIMEOUT);

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry circuitBreakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuitBreakers);
    }

    /** One for all calls to Postiz, which every operation goes through. */
    @Bean
    CircuitBreaker postizUpstream(
            CircuitBreakerRegistry circuitBreakers,
            UpstreamSettings settings,
            PostizErrors errors) {
        return circuitBreakers.circuitBreaker(
                "postizUpstream",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.minimumCalls())
                        .failureRateThreshold(settings.failureRate())
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                        .recordException(
                                thrown -> UPSTREAM_TROUBLE.contains(errors.explain(thrown).kind()))
                        .build());
    }

    @Bean
    Repeats repeats(PostizErrors errors, UpstreamSettings settings) {
        return new Repeats(errors, settings.longestWait());
    }

    @Bean
    OutcomeClassifier outcomeClassifier(PostizErrors errors) {
        return LedgerAdapters.classifier(errors);
    }

    @Bean
    TaskStore mediaTasks(MediaJobs jobs) {
        return new MediaTasks(jobs);
    }

    @Bean
    PostReconciliation postReconciliation(PostReconciler reconciler) {
        return new PostReconciliation(reconciler, Clock.systemUTC());
    }

    /**
     * After each failed attempt: heed Retry-After, and write it down where a ledger row is open.
     */
    @Bean
    Processor attemptFailed(
            PostizErrors errors, ProducerTemplate template, RecordAttempt recordAttempt) {
        RetryAfter retryAfter = new RetryAfter(errors, template);
        return exchange -> {
            retryAfter.process(exchange);
            recordAttempt.process(exchange);
        };
    }
}
