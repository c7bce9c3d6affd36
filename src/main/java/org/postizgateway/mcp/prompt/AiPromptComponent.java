package org.postizgateway.mcp.prompt;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** The {@code ai-prompt} component: a route that starts here is a prompt. */
@Component("ai-prompt")
public class AiPromptComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        AiPromptEndpoint endpoint = new AiPromptEndpoint(uri, this, remaining);
        endpoint.setArguments(PropertiesHelper.extractProperties(parameters, "argument."));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
