package org.postizgateway.mcp.tool;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** The {@code ai-tool} component: a route that starts here is a tool. */
@Component("ai-tool")
public class AiToolComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        AiToolEndpoint endpoint = new AiToolEndpoint(uri, this, remaining);
        endpoint.setParameters(PropertiesHelper.extractProperties(parameters, "parameter."));
        endpoint.setOutputParameters(
                PropertiesHelper.extractProperties(parameters, "outputParameter."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
