package org.postizgateway.console.configuration;

import org.apache.camel.CamelContext;
import org.postizgateway.generation.ContextConfigurer;
import org.springframework.stereotype.Component;

/** Has the steps of each configuration counted from its start on. */
@Component
final class CountedSteps implements ContextConfigurer {

    @Override
    public void configure(CamelContext context) {
        StepTraffic.begin(context);
    }
}
