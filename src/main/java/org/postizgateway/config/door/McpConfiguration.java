package org.postizgateway.config.door;

import java.util.HexFormat;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.generation.ContextConfigurer;
import org.postizgateway.mcp.server.McpServerComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives replicas of the MCP edge a common secret, so that a call begun on one can go on at another.
 */
@Configuration(proxyBeanMethods = false)
class McpConfiguration {

    @Bean
    ContextConfigurer mcpServerComponent(GatewaySettings settings) {
        String secret = "mcp-state:" + HexFormat.of().formatHex(GatewaySecret.of(settings));
        return context -> {
            McpServerComponent component = new McpServerComponent();
            component.setStateSecret(secret);
            context.addComponent("mcp-server", component);
        };
    }
}
