package org.postizgateway.config.operation;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.postizgateway.config.ledger.database.EmbeddedLedgerHealth;
import org.postizgateway.config.ledger.database.LedgerHealthIndicator;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.config.setting.OpsSettings.Dependency;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.generation.Serving;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.observability.RoutesHealthIndicator;
import org.postizgateway.observability.TimelyHealthIndicator;
import org.postizgateway.observability.UpstreamHealthIndicator;
import org.postizgateway.postiz.offer.PostizOffers;
import org.postizgateway.security.credential.HttpPostizConnection;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What health tells of beyond what Spring Boot looks at itself. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** So that a ledger that works again is used again at once. */
    private static final Duration LEDGER_INTERVAL = Duration.ofSeconds(1);

    private static final Duration EMBEDDED_LEDGER_PATIENCE = Duration.ofMinutes(2);

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService healthChecks() {
        return Executors.newCachedThreadPool(
                check -> {
                    Thread thread = new Thread(check, "health-check");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Of the other instances; one that is down takes the gateway from nobody else. */
    @Bean
    InstanceHealth instanceHealth(
            PostizHttp http,
            PostizInstances instances,
            OpsSettings ops,
            ExecutorService healthChecks) {
        return new InstanceHealth(
                instances,
                instance ->
                        new TimelyHealthIndicator(
                                new UpstreamHealthIndicator(
                                        new HttpPostizConnection(http, instance),
                                        instance.url().toString()),
                                ops.upstreamCheckInterval(),
                                () -> false,
                                healthChecks));
    }

    @Bean
    SmartInitializingSingleton instancesInHealth(
            InstanceHealth instances, HealthContributorRegistry registry) {
        return () -> instances.register(registry);
    }

    /** Where it is required, some other instance is as good. */
    @Bean
    TimelyHealthIndicator upstreamHealthIndicator(
            PostizHttp http,
            PostizSettings postiz,
            InstanceHealth others,
            OpsSettings ops,
            ExecutorService healthChecks) {
        return new TimelyHealthIndicator(
                new UpstreamHealthIndicator(
                        new HttpPostizConnection(
                                http, new PostizInstance("", URI.create(postiz.url()))),
                        postiz.url()),
                ops.upstreamCheckInterval(),
                () -> ops.readinessRequires().contains(Dependency.UPSTREAM) && !others.isAnyUp(),
                healthChecks);
    }

    @Bean
    TimelyHealthIndicator ledgerHealthIndicator(
            Replica replica,
            DeadLetters deadLetters,
            DataSource ledger,
            OpsSettings ops,
            ExecutorService healthChecks) {
        return new TimelyHealthIndicator(
                new LedgerHealthIndicator(replica, deadLetters, ledger),
                LEDGER_INTERVAL,
                () -> ops.readinessRequires().contains(Dependency.LEDGER),
                healthChecks);
    }

    /** All at once, so that the first who asks has an answer. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> firstHealthChecks(
            TimelyHealthIndicator upstreamHealthIndicator,
            TimelyHealthIndicator ledgerHealthIndicator,
            InstanceHealth instances) {
        return started -> {
            upstreamHealthIndicator.look();
            ledgerHealthIndicator.look();
            instances.byName().values().forEach(TimelyHealthIndicator::look);
        };
    }

    @Bean
    HealthIndicator embeddedLedgerHealthIndicator(
            HikariDataSource ledger, TimelyHealthIndicator ledgerHealthIndicator) {
        return new EmbeddedLedgerHealth(ledger, ledgerHealthIndicator, EMBEDDED_LEDGER_PATIENCE);
    }

    @Bean
    HealthIndicator offerHealthIndicator(PostizOffers offers, PostizInstances instances) {
        return new OfferHealthIndicator(offers, instances);
    }

    @Bean
    HealthIndicator routesHealthIndicator(Serving serving) {
        return new RoutesHealthIndicator(serving::context);
    }

    @Bean
    MeterBinder dependencyGauges(
            TimelyHealthIndicator upstreamHealthIndicator,
            TimelyHealthIndicator ledgerHealthIndicator,
            InstanceHealth instances) {
        Map<String, TimelyHealthIndicator> dependencies = new TreeMap<>(instances.byName());
        dependencies.put("upstream", upstreamHealthIndicator);
        dependencies.put("ledger", ledgerHealthIndicator);
        return registry ->
                dependencies.forEach(
                        (name, health) ->
                                Gauge.builder(
                                                "gateway.dependency.up",
                                                health,
                                                checked -> checked.isUp() ? 1 : 0)
                                        .tag("dependency", name)
                                        .description("1 while the last check succeeded")
                                        .register(registry));
    }
}
