package org.postizgateway.ledger.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.postizgateway.config.ledger.LedgerConfiguration;
import org.postizgateway.config.ledger.LedgerLifecycle;
import org.postizgateway.config.ledger.LedgerPolicies;
import org.postizgateway.config.ledger.LedgerTables;
import org.postizgateway.config.ledger.LedgerThreads;
import org.postizgateway.config.ledger.MediaConfiguration;
import org.postizgateway.config.route.PostizOutcomes;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.ledger.execution.LedgerPolicy;
import org.postizgateway.ledger.lookup.Reconciler;
import org.postizgateway.ledger.lookup.Reconciliation;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.postizgateway.postiz.failure.PostizErrors;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger of one gateway process, wired as the product wires it, without the rest of it: a call
 * begins at a policy, and its steps are given.
 */
public final class LedgerNode implements AutoCloseable {

    /** Which policy each tool stands in. */
    public enum Tool {
        schedulePostTool("publishOnce"),
        uploadFromUrlTool("publishOnce"),
        postSettingsTool("writtenDown"),
        generateVideoTool("mediaJob");

        private final String policy;

        Tool(String policy) {
            this.policy = policy;
        }
    }

    /** A Postiz that cannot be asked about anything. */
    public static final Reconciler NO_LISTS =
            new Reconciler() {
                @Override
                public boolean canTell(LedgerCall call) {
                    return false;
                }

                @Override
                public Reconciliation reconcile(
                        LedgerCall call, List<String> otherResults, Credential credential) {
                    return Reconciliation.of(Finding.CANNOT_TELL, call.items().size(), "");
                }
            };

    private static final CamelContext CAMEL = camel();

    /** Short waits; what recurs by the lease is run by the test instead. */
    private static final Map<String, Object> SETTINGS =
            Map.of(
                    "ledger.lease", "1h",
                    "ledger.poll-interval", "20ms",
                    "ledger.reconcile-delays", "1ms",
                    "ledger.settle-time", "1m",
                    "ledger.patience", "30ms",
                    "gateway.drain-timeout", "10ms");

    private final FragileDatabase database;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final Map<Tool, AsyncProcessor> policies = new HashMap<>();

    /**
     * @param steps what the policies' steps do
     * @param settings beside short waits
     */
    public LedgerNode(
            FragileDatabase database,
            Processor steps,
            Reconciler reconciler,
            Map<String, Object> settings) {
        this.database = database;
        Map<String, Object> all = new HashMap<>(SETTINGS);
        all.putAll(settings);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.getBeanFactory()
                .setConversionService(ApplicationConversionService.getSharedInstance());
        context.registerBean(FragileDatabase.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(new JdbcTransactionManager(database)));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(
                CamelContext.class, () -> CAMEL, bean -> bean.setDestroyMethodName(""));
        context.registerBean(ProducerTemplate.class, () -> CAMEL.createProducerTemplate());
        context.registerBean(
                OutcomeClassifier.class,
                () -> new PostizOutcomes(new PostizErrors(Clock.systemUTC())));
        context.registerBean(Reconciler.class, () -> reconciler);
        context.register(
                LedgerTables.class,
                LedgerThreads.class,
                MediaConfiguration.class,
                LedgerConfiguration.class,
                LedgerPolicies.class,
                LedgerLifecycle.class);
        // it would look for listeners in every class, for each process anew
        context.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
        context.refresh();
        for (Tool tool : Tool.values()) {
            policies.put(tool, policy(tool, steps));
        }
    }

    private static CamelContext camel() {
        DefaultCamelContext camel = new DefaultCamelContext();
        try {
            for (Tool tool : Tool.values()) {
                RouteBuilder.addRoutes(
                        camel,
                        routes ->
                                routes.from("direct:" + tool)
                                        .routeId(tool.name())
                                        .setBody(routes.constant("")));
            }
            RouteBuilder.addRoutes(
                    camel,
                    routes ->
                            routes.from("direct:follow-" + Tool.generateVideoTool)
                                    .errorHandler(routes.noErrorHandler())
                                    .process(PostizModel::follow));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return camel;
    }

    private AsyncProcessor policy(Tool tool, Processor steps) {
        Route route = CAMEL.getRoute(tool.name());
        AsyncProcessor wrapped =
                (AsyncProcessor)
                        context.getBean(tool.policy, LedgerPolicy.class).wrap(route, steps);
        ServiceHelper.startService(wrapped);
        return wrapped;
    }

    /** Makes a call; the exchange is done when its caller has an answer. */
    public CompletableFuture<Exchange> call(
            Tool tool, String tenant, Object body, Map<String, ?> properties) {
        Exchange exchange = new DefaultExchange(CAMEL, ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        exchange.setProperty(CallProperties.TOOL, tool.name());
        exchange.setProperty(CallProperties.TENANT, tenant);
        exchange.setProperty(CallProperties.API_KEY, "key-of-" + tenant);
        properties.forEach(exchange::setProperty);
        CompletableFuture<Exchange> answer = new CompletableFuture<>();
        policies.get(tool).process(exchange, sync -> answer.complete(exchange));
        return answer;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public FragileDatabase database() {
        return database;
    }

    /** Whether calls are to be made or being made. */
    public boolean isBusy() {
        return bean(CallRunner.class).holds(CAMEL);
    }

    /** Nothing of the process reaches the database any more. */
    public void kill() {
        database.breakWith(
                () -> {
                    throw FragileDatabase.lost();
                });
    }

    /** An orderly stop, or the end of what is left of a killed one. */
    @Override
    public void close() {
        context.close();
    }
}
