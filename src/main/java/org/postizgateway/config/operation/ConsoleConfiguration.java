package org.postizgateway.config.operation;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.console.call.MediaOrigins;
import org.postizgateway.console.now.CallRates;
import org.postizgateway.ledger.history.CallHistory;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.ledger.overview.TenantOverview;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.support.TaskUtils;

/** What the console's pages are made of. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    LedgerOverview ledgerOverview(JdbcClient jdbc) {
        return new LedgerOverview(jdbc);
    }

    @Bean
    TenantOverview tenantOverview(JdbcClient jdbc) {
        return new TenantOverview(jdbc);
    }

    @Bean
    CallHistory callHistory(JdbcClient jdbc) {
        return new CallHistory(jdbc);
    }

    @Bean
    MediaOrigins mediaOrigins(PostizSettings postiz, Environment environment) {
        List<URI> urls = new ArrayList<>();
        urls.add(URI.create(postiz.url()));
        postiz.frontend().ifPresent(urls::add);
        for (InstanceSettings instance : InstanceSettings.all(environment).values()) {
            urls.add(URI.create(instance.url()));
            instance.frontend().ifPresent(urls::add);
        }
        return new MediaOrigins(urls);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService consoleTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    Thread thread = new Thread(task, "console-timer");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Bean
    CallRates callRates(MeterRegistry registry, ScheduledExecutorService consoleTimer) {
        CallRates rates = new CallRates(registry, Clock.systemUTC());
        long step = CallRates.STEP.toMillis();
        consoleTimer.scheduleAtFixedRate(
                TaskUtils.decorateTaskWithErrorHandler(rates::note, null, true),
                step,
                step,
                TimeUnit.MILLISECONDS);
        return rates;
    }
}
