package org.postizgateway.config.camel;

import org.postizgateway.generation.ConfigurationWatch;
import org.postizgateway.generation.DesiredConfiguration;
import org.postizgateway.generation.set.RefusedSetException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Lets the first set serve: after the front door is there, and before Spring's own Camel context
 * starts, which the ledger waits for before it calls a route.
 */
final class FirstGeneration implements ApplicationListener<ContextRefreshedEvent>, Ordered {

    private final ApplicationContext spring;
    private final DesiredConfiguration configuration;
    private final ObjectProvider<ConfigurationWatch> watch;

    /**
     * @param watch follows the directory from then on; there is none when that is turned off
     */
    FirstGeneration(
            ApplicationContext spring,
            DesiredConfiguration configuration,
            ObjectProvider<ConfigurationWatch> watch) {
        this.spring = spring;
        this.configuration = configuration;
        this.watch = watch;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == spring) {
            try {
                configuration.begin();
                watch.ifAvailable(ConfigurationWatch::start);
            } catch (RefusedSetException e) {
                throw new IllegalStateException("No configuration can serve", e);
            }
        }
    }

    /** Between what prepares Camel Spring Boot's context and what starts it. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 1;
    }
}
