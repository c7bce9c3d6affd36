package org.postizgateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever stands between a route and its caller keeps nothing of what either says to the other. */
class ForwardingClientTest {

    private final List<Method> called = new ArrayList<>();
    private final McpClient forwarding = new ForwardingClient(recording()) {};

    private McpClient recording() {
        return (McpClient)
                Proxy.newProxyInstance(
                        McpClient.class.getClassLoader(),
                        new Class<?>[] {McpClient.class},
                        (proxy, method, arguments) -> {
                            called.add(method);
                            return method.getReturnType() == boolean.class ? true : null;
                        });
    }

    static List<Method> everything() {
        return List.of(McpClient.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void passes_on_whatever_it_is_asked(Method method) throws Exception {
        Object answer = method.invoke(forwarding, new Object[method.getParameterCount()]);

        assertThat(called).containsExactly(method);
        assertThat(answer).isIn(null, true);
    }
}
