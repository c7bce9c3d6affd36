package org.postizgateway.generation;

import org.apache.camel.CamelContext;

/** Gives each new Camel context what belongs to one context only: components, engines, tracers. */
@FunctionalInterface
public interface ContextConfigurer {

    void configure(CamelContext context) throws Exception;
}
