package org.postizgateway.console.configuration;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.console.configuration.ServedRoute.Traffic;

/**
 * Counts what goes through each step of the routes of one Camel context, for as long as that lives.
 * Camel's managed beans would count the same, and measure times besides, at several times the cost.
 */
final class StepTraffic implements InterceptStrategy {

    private final Map<NamedNode, Counted> steps =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /** Has the steps of a context counted. It has no routes yet. */
    static void begin(CamelContext context) {
        StepTraffic traffic = new StepTraffic();
        ExtendedCamelContext camel = context.getCamelContextExtension();
        camel.addInterceptStrategy(traffic);
        camel.addContextPlugin(StepTraffic.class, traffic);
    }

    /** What was counted in a context; nothing where its steps are not counted. */
    static StepTraffic in(CamelContext context) {
        return Optional.ofNullable(
                        context.getCamelContextExtension().getContextPlugin(StepTraffic.class))
                .orElseGet(StepTraffic::new);
    }

    /**
     * What went through a step, each attempt of one that is made again for itself; empty for what
     * Camel does not make by itself, such as a branch of a choice.
     */
    Optional<Traffic> of(NamedNode step) {
        return Optional.ofNullable(steps.get(step))
                .map(counted -> new Traffic(counted.calls.sum(), counted.failed.sum()));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        Counted counted = new Counted(target);
        steps.put(definition, counted);
        return counted;
    }

    private static final class Counted extends DelegateAsyncProcessor {

        private final LongAdder calls = new LongAdder();
        private final LongAdder failed = new LongAdder();

        Counted(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            calls.increment();
            return super.process(
                    exchange,
                    sync -> {
                        if (exchange.getException() != null) {
                            failed.increment();
                        }
                        callback.done(sync);
                    });
        }
    }
}
