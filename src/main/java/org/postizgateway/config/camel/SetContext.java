package org.postizgateway.config.camel;

import org.apache.camel.LoggingLevel;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The context of a set. Camel takes a route of the same name away before it adds one, and looks for
 * that through all endpoints of all routes, whether there is one or not: with a route for each use
 * of a Kamelet, a start would take time in the square of their number.
 */
final class SetContext extends DefaultCamelContext {

    SetContext() {
        super(false);
    }

    @Override
    protected boolean removeRoute(String routeId, LoggingLevel level) throws Exception {
        return getRouteServices().containsKey(routeId) && super.removeRoute(routeId, level);
    }
}
