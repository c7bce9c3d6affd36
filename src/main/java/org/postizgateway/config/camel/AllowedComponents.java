package org.postizgateway.config.camel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.generation.ContextConfigurer;

/**
 * Which Camel components routes may use: those that the gateway's own routes need, and those that
 * the operator names. Any other is refused when an endpoint of it is to be made, at the start of a
 * configuration or later.
 */
final class AllowedComponents implements ContextConfigurer {

    /** Stands for every component. */
    static final String ANY = "*";

    private static final Set<String> OWN =
            Set.of(
                    "ai-prompt",
                    "ai-resource",
                    "ai-tool",
                    "bean",
                    "direct",
                    "http",
                    "https",
                    "kamelet",
                    "log",
                    "mcp-client",
                    "mcp-server",
                    "platform-http",
                    "timer");

    private final Set<String> allowed;

    /**
     * @param named by the operator; {@value #ANY} for every component there is
     */
    AllowedComponents(List<String> named) {
        allowed = new HashSet<>(named);
        allowed.addAll(OWN);
    }

    @Override
    public void configure(CamelContext context) {
        if (allowed.contains(ANY)) {
            return;
        }
        ComponentResolver components = PluginHelper.getComponentResolver(context);
        context.getCamelContextExtension()
                .addContextPlugin(
                        ComponentResolver.class,
                        (name, asking) -> resolve(components, name, asking));
    }

    private Component resolve(ComponentResolver components, String name, CamelContext context)
            throws Exception {
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException(
                    "Routes of this gateway may not use the component %s: GATEWAY_COMPONENTS does not name it."
                            .formatted(name));
        }
        return components.resolveComponent(name, context);
    }
}
