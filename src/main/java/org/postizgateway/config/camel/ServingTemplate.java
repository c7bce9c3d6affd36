package org.postizgateway.config.camel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.postizgateway.generation.Serving;

/** A template whose every call is made by the Camel context that serves at that moment. */
final class ServingTemplate {

    private final Serving serving;
    private ProducerTemplate current;

    private ServingTemplate(Serving serving) {
        this.serving = serving;
    }

    static ProducerTemplate of(Serving serving) {
        ServingTemplate template = new ServingTemplate(serving);
        return (ProducerTemplate)
                Proxy.newProxyInstance(
                        ServingTemplate.class.getClassLoader(),
                        new Class<?>[] {ProducerTemplate.class},
                        (proxy, method, arguments) -> template.invoke(proxy, method, arguments));
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "The template of the Camel context that serves";
            };
        }
        if (method.getDeclaringClass() != ProducerTemplate.class
                && !method.getName().equals("getCamelContext")) {
            // Started and stopped with its context.
            return null;
        }
        CamelContext context =
                serving.context()
                        .orElseThrow(
                                () -> new IllegalStateException("No configuration serves yet"));
        try {
            return method.invoke(of(context), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Only that of the last context is held, or a context that has ended would be kept alive. */
    private synchronized ProducerTemplate of(CamelContext context) {
        if (current == null || current.getCamelContext() != context) {
            current = context.createProducerTemplate();
        }
        return current;
    }
}
