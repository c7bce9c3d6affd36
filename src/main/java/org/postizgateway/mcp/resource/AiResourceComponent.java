package org.postizgateway.mcp.resource;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/**
 * The {@code ai-resource} component: a route that starts here is a resource or a resource template.
 */
@Component("ai-resource")
public class AiResourceComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        AiResourceEndpoint endpoint = new AiResourceEndpoint(uri, this, remaining);
        endpoint.setVariables(PropertiesHelper.extractProperties(parameters, "variable."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
