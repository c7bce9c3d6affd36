package org.postizgateway.config.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.postizgateway.config.setting.UpstreamSettings;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.policy.CallerCircuitBreaker;
import org.postizgateway.postiz.policy.InstanceCircuitBreaker;
import org.postizgateway.postiz.policy.UpstreamCircuitBreakers;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The circuit breakers that {@code routes/policies.yaml} refers to by name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamSettings.class)
class CircuitBreakerConfiguration {

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry circuitBreakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuitBreakers);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService circuitBreakerTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    Thread thread = new Thread(task, "circuit-breaker-timer");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Bean
    UpstreamCircuitBreakers upstreamCircuitBreakers(
            PostizErrors errors,
            UpstreamSettings settings,
            ScheduledExecutorService circuitBreakerTimer) {
        return new UpstreamCircuitBreakers(errors, settings.limits(), circuitBreakerTimer);
    }

    /** For operations that Postiz answers by itself. */
    @Bean
    CircuitBreaker postizUpstream(
            UpstreamCircuitBreakers breakers, CircuitBreakerRegistry circuitBreakers) {
        return breakers.shared(circuitBreakers, "postizUpstream");
    }

    /** For operations in which Postiz waits for somebody else, perhaps for half an hour. */
    @Bean
    CircuitBreaker postizLongCalls(
            UpstreamCircuitBreakers breakers, CircuitBreakerRegistry circuitBreakers) {
        return breakers.shared(circuitBreakers, "postizLongCalls");
    }

    /** The policy of the same calls: a breaker for each instance of Postiz. */
    @Bean
    InstanceCircuitBreaker upstreamCircuitBreaker(
            UpstreamCircuitBreakers breakers,
            CircuitBreakerRegistry circuitBreakers,
            CircuitBreaker postizUpstream,
            PostizInstances instances) {
        return ofInstances(breakers, circuitBreakers, postizUpstream, instances);
    }

    /** The same for long calls. */
    @Bean
    InstanceCircuitBreaker longCallsCircuitBreaker(
            UpstreamCircuitBreakers breakers,
            CircuitBreakerRegistry circuitBreakers,
            CircuitBreaker postizLongCalls,
            PostizInstances instances) {
        return ofInstances(breakers, circuitBreakers, postizLongCalls, instances);
    }

    private static InstanceCircuitBreaker ofInstances(
            UpstreamCircuitBreakers breakers,
            CircuitBreakerRegistry circuitBreakers,
            CircuitBreaker ofDefault,
            PostizInstances instances) {
        Map<String, CircuitBreaker> others = new HashMap<>();
        for (PostizInstance instance : instances.all()) {
            if (!instance.isDefault()) {
                others.put(
                        instance.url().toString(),
                        breakers.shared(
                                circuitBreakers, ofDefault.getName() + "-" + instance.name()));
            }
        }
        return new InstanceCircuitBreaker(ofDefault, others);
    }

    /** For the look at posts that were just created, which nobody has to wait for. */
    @Bean
    CircuitBreaker postizStoredPosts(CircuitBreakerRegistry circuitBreakers) {
        return circuitBreakers.circuitBreaker("postizStoredPosts");
    }

    @Bean
    CallerCircuitBreaker callerCircuitBreaker(UpstreamCircuitBreakers breakers) {
        return new CallerCircuitBreaker(breakers::ofCaller);
    }

    @Bean
    MeterBinder callersHeldBack(CallerCircuitBreaker breaker) {
        return registry ->
                Gauge.builder("postiz.callers.held.back", breaker, CallerCircuitBreaker::heldBack)
                        .description("Callers whose calls run into timeouts and fail at once")
                        .register(registry);
    }
}
