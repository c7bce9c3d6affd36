package org.postizgateway.mcp.server;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The {@code mcp-server} component: a front-door route ends here. */
@Component("mcp-server")
public class McpServerComponent extends DefaultComponent {

    @Metadata(
            description =
                    "Secret that protects the state which a caller carries between calls. Replicas must share"
                            + " it. Made up at start when unset.",
            label = "security")
    private String stateSecret;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        McpServerEndpoint endpoint = new McpServerEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The secret as key material; the same for every endpoint of this component. */
    synchronized byte[] stateSecretBytes() {
        if (stateSecret == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            stateSecret = Base64.getEncoder().encodeToString(random);
        }
        return stateSecret.getBytes(StandardCharsets.UTF_8);
    }

    public String getStateSecret() {
        return stateSecret;
    }

    public void setStateSecret(String stateSecret) {
        this.stateSecret = stateSecret;
    }
}
