package org.postizgateway.config.operation;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.console.call.MediaOrigins;
import org.postizgateway.console.now.CallRates;
import org.postizgateway.ledger.history.CallHistory;
import org.postizgateway.ledger.overview.LedgerOverview;
import org.postizgateway.ledger.overview.TenantOverview;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    MediaOrigins mediaOrigins(PostizSettings postiz) {
        return new MediaOrigins(
                Stream.concat(Stream.of(URI.create(postiz.url())), postiz.frontend().stream())
                        .toList());
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
        consoleTimer.scheduleAtFixedRate(rates::note, step, step, TimeUnit.MILLISECONDS);
        return rates;
    }
}
