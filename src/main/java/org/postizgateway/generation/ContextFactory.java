package org.postizgateway.generation;

import org.apache.camel.impl.DefaultCamelContext;
import org.postizgateway.generation.set.ConfigurationSet;

/** Makes Camel contexts in which sets can run. */
@FunctionalInterface
public interface ContextFactory {

    /**
     * A context with its components, properties and beans, and without routes. It is built and not
     * started.
     *
     * @param set whose properties and resources it has
     */
    DefaultCamelContext create(ConfigurationSet set) throws Exception;
}
