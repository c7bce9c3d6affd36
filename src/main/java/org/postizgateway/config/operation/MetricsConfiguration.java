package org.postizgateway.config.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import org.apache.camel.spi.InterceptStrategy;
import org.postizgateway.generation.ContextConfigurer;
import org.postizgateway.generation.Serving;
import org.postizgateway.mcp.CallListener;
import org.postizgateway.mcp.http.RequestListener;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.server.ServerStates;
import org.postizgateway.observability.AccessLog;
import org.postizgateway.observability.CallLogContext;
import org.postizgateway.observability.LimitMetrics;
import org.postizgateway.observability.PostMetrics;
import org.postizgateway.observability.RequestMetrics;
import org.postizgateway.observability.ServerGauges;
import org.postizgateway.observability.ToolCallMetrics;
import org.postizgateway.observability.UpstreamMetrics;
import org.postizgateway.security.credential.CredentialChecks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted and logged of calls beyond Camel's own metrics. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    CallListener toolCallMetrics(MeterRegistry registry) {
        return new ToolCallMetrics(registry);
    }

    @Bean
    RequestListener requestMetrics(MeterRegistry registry) {
        return new RequestMetrics(registry);
    }

    @Bean
    LimitListener limitMetrics(MeterRegistry registry) {
        return new LimitMetrics(registry);
    }

    @Bean
    PostMetrics postMetrics(MeterRegistry registry) {
        return new PostMetrics(registry);
    }

    @Bean
    RequestListener accessLog() {
        return new AccessLog();
    }

    @Bean
    InterceptStrategy callLogContext() {
        return new CallLogContext();
    }

    @Bean
    InterceptStrategy upstreamMetrics(
            MeterRegistry registry, ObjectProvider<LimitListener> listeners) {
        return new UpstreamMetrics(registry, LimitListener.all(listeners)::exceeded);
    }

    /** Caffeine counts what it loads itself, which is nothing here, and not what is put into it. */
    @Bean
    MeterFilter withoutPutsOfCaches() {
        return MeterFilter.deny(meter -> meter.getName().equals("cache.puts"));
    }

    @Bean
    MeterBinder credentialCaches(CredentialChecks checks) {
        return registry ->
                checks.caches()
                        .forEach(
                                (name, cache) ->
                                        CaffeineCacheMetrics.monitor(registry, cache, name));
    }

    /** In each Camel context that runs a configuration. */
    @Bean
    ContextConfigurer routeMetrics(MeterRegistry registry, ObjectProvider<Serving> serving) {
        return context -> {
            LastingRouteMetrics metrics =
                    new LastingRouteMetrics(registry, () -> serving.getObject().context());
            metrics.setCamelContext(context);
            context.addRoutePolicyFactory(metrics);
        };
    }

    /** Which version runs, as a gauge that is always 1, so that replicas can be compared. */
    @Bean
    MeterBinder versionGauge(
            @Value("${info.version}") String version, @Value("${info.commit}") String commit) {
        return registry ->
                Gauge.builder("gateway.info", () -> 1)
                        .description("Version and commit that this gateway was built from")
                        .tags("version", version, "commit", commit)
                        .register(registry);
    }

    @Bean
    MeterBinder serverGauges(ServerStates servers) {
        return new ServerGauges(servers);
    }
}
