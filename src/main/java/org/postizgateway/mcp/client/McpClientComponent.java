package org.postizgateway.mcp.client;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The {@code mcp-client} component: a route talks back to whoever called its tool, resource or
 * prompt.
 */
@Component("mcp-client")
public class McpClientComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        McpClientEndpoint endpoint =
                new McpClientEndpoint(uri, this, ClientOperation.of(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
