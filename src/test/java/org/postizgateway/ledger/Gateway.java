package org.postizgateway.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.http.springboot.HttpComponentAutoConfiguration;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultExchange;
import org.postizgateway.config.ledger.LedgerConfiguration;
import org.postizgateway.config.ledger.LedgerLifecycle;
import org.postizgateway.config.ledger.LedgerPolicies;
import org.postizgateway.config.ledger.LedgerTables;
import org.postizgateway.config.ledger.LedgerThreads;
import org.postizgateway.config.ledger.MediaConfiguration;
import org.postizgateway.config.ledger.database.LedgerDatabase;
import org.postizgateway.config.route.PostizOutcomes;
import org.postizgateway.postiz.failure.PostizErrors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A replica of the gateway reduced to its ledger and the routes of {@code ledger/routes.yaml}. */
public final class Gateway implements AutoCloseable {

    /** No stereotype, or tests of the whole gateway would find it when they scan for beans. */
    @EnableAutoConfiguration(
            exclude = {
                HttpComponentAutoConfiguration.class,
                SecurityAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class,
                OAuth2ResourceServerAutoConfiguration.class
            })
    @Import({
        LedgerDatabase.class,
        LedgerTables.class,
        LedgerPolicies.class,
        LedgerConfiguration.class,
        LedgerThreads.class,
        MediaConfiguration.class,
        LedgerLifecycle.class
    })
    static class Application {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        OutcomeClassifier classifier() {
            return new PostizOutcomes(new PostizErrors(Clock.systemUTC()));
        }
    }

    private static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    Map.entry("ledger.lease", "1200ms"),
                    Map.entry("ledger.poll-interval", "50ms"),
                    Map.entry("ledger.reconcile-delays", "1ms,100ms"),
                    Map.entry("ledger.settle-time", "1s"),
                    Map.entry("ledger.patience", "20s"),
                    Map.entry("media.progress-interval", "100ms"),
                    Map.entry("gateway.drain-timeout", "2s"),
                    Map.entry("server.port", "0"),
                    // Of the whole gateway, which this is a part of
                    Map.entry("management.endpoint.health.validate-group-membership", "false"),
                    Map.entry("spring.main.banner-mode", "off"),
                    Map.entry("camel.main.routes-include-pattern", "classpath:ledger/routes.yaml"));

    private final ConfigurableApplicationContext context;
    private final List<Exchange> reports = new CopyOnWriteArrayList<>();
    private final List<Map<?, ?>> announced = new CopyOnWriteArrayList<>();

    private Gateway(String url, FakePostiz postiz, Map<String, Object> settings, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(DEFAULTS);
        all.put("ledger.url", url);
        all.putAll(settings);
        this.context =
                new SpringApplicationBuilder(Application.class)
                        .sources(more)
                        .web(
                                more.length == 0
                                        ? WebApplicationType.NONE
                                        : WebApplicationType.SERVLET)
                        .initializers(
                                c -> {
                                    var beans = c.getBeanFactory();
                                    beans.registerSingleton("postiz", postiz);
                                    beans.registerSingleton("reports", collect(reports));
                                    beans.registerSingleton("announced", announcements());
                                })
                        .run(
                                all.entrySet().stream()
                                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                                        .toArray(String[]::new));
    }

    public static Gateway on(String url, FakePostiz postiz, Map<String, Object> settings) {
        return new Gateway(url, postiz, settings);
    }

    /**
     * @param more what serves operators on a port of its own
     */
    public static Gateway withOperatorsPort(
            String url, FakePostiz postiz, Map<String, Object> settings, Class<?>... more) {
        return new Gateway(url, postiz, settings, more);
    }

    public static Gateway on(String url, FakePostiz postiz) {
        return new Gateway(url, postiz, Map.of());
    }

    /** Keeps reports, and numbers them as whoever passes them on would. */
    private static Processor collect(List<Exchange> exchanges) {
        return exchange -> {
            int number = exchange.getProperty("reportNumber", 0, Integer.class) + 1;
            exchange.setProperty("reportNumber", number);
            exchanges.add(exchange.copy());
        };
    }

    private Processor announcements() {
        return exchange -> announced.add(exchange.getMessage().getBody(Map.class));
    }

    /** A call of a tool, without a thread that waits for it. */
    public CompletableFuture<Exchange> call(
            String tool, String tenant, Map<String, ?> body, Map<String, ?> properties) {
        CamelContext camel = bean(CamelContext.class);
        Exchange exchange = new DefaultExchange(camel, ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        exchange.setProperty(CallProperties.TENANT, tenant);
        exchange.setProperty(CallProperties.API_KEY, "key-of-" + tenant);
        properties.forEach(exchange::setProperty);
        AsyncProcessor route =
                AsyncProcessorConverterHelper.convert(
                        camel.getRoute(tool).getConsumer().getProcessor());
        CompletableFuture<Exchange> answer = new CompletableFuture<>();
        route.process(exchange, sync -> answer.complete(exchange));
        return answer;
    }

    /** A call with this content, waited for. */
    public Exchange call(String tool, String tenant, String content) {
        return call(tool, tenant, Map.of("content", content), Map.of()).join();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    public double counted(String counter) {
        return bean(MeterRegistry.class).find(counter).counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    /** Progress reports for the tenant that reached the route, as they were then. */
    public List<Exchange> reports(String tenant) {
        return reports.stream()
                .filter(r -> tenant.equals(r.getProperty(CallProperties.TENANT)))
                .toList();
    }

    /** Dead letters that reached the route. */
    public List<Map<?, ?>> announced() {
        return announced;
    }

    /**
     * What is left of a process that was killed: nothing of it reaches the database any more, and
     * its last heartbeat stays.
     */
    public void kill() {
        bean(HikariDataSource.class).close();
    }

    @Override
    public void close() {
        context.close();
    }
}
