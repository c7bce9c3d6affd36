package org.postizgateway.sandbox;

import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;
import org.postizgateway.sandbox.faults.FaultFilter;
import org.postizgateway.sandbox.faults.StoppedQueue;
import org.postizgateway.sandbox.web.BodyParserFilter;
import org.postizgateway.sandbox.web.Connections;
import org.postizgateway.sandbox.web.ContainerFilter;
import org.postizgateway.sandbox.web.ControlFilter;
import org.postizgateway.sandbox.web.IncomingFilter;
import org.postizgateway.sandbox.web.PlainOptionsFilter;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.server.ServletWebServerFactory;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tomcat and Spring MVC in an application context that knows nothing of the gateway's: no component
 * scan, no auto-configuration, no properties, so it can run beside any other context.
 */
final class SandboxServer {

    private static final int MAX_THREADS = 400;
    private static final long NEVER = -1;

    private final PostizSandbox sandbox;
    private final AtomicReference<Connections> connections = new AtomicReference<>();
    private AnnotationConfigServletWebServerApplicationContext context;
    private SandboxRoutes routes;

    SandboxServer(PostizSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void start() {
        routes = new SandboxRoutes(sandbox);
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.register(DelegatingWebMvcConfiguration.class);
        context.registerBean(ServletWebServerFactory.class, this::tomcat);
        context.registerBean(RouterFunction.class, routes::router);
        filter("container", 0, new ContainerFilter(sandbox.conditions()));
        filter("control", 0, new ControlFilter());
        filter("incoming", 1, new IncomingFilter(sandbox.requests(), sandbox.clock()));
        filter("faults", 2, new FaultFilter(sandbox.faults(), sandbox.held(), connections::get));
        filter(
                "stoppedQueue",
                3,
                new StoppedQueue(sandbox.conditions(), sandbox.held(), connections::get));
        filter("bodyParser", 4, new BodyParserFilter());
        filter("plainOptions", 5, new PlainOptionsFilter());
        context.registerBean(WebMvcConfigurer.class, AnyCase::new);
        context.registerBean("dispatcher", ServletRegistrationBean.class, this::dispatcher);
        context.refresh();
    }

    void stop() {
        if (context != null) {
            routes.close();
            context.close();
            context = null;
        }
    }

    /** Drops work in progress. */
    void reset() {
        if (routes != null) {
            routes.reset();
        }
    }

    int port() {
        if (context == null) {
            throw new IllegalStateException("The sandbox is not running");
        }
        return context.getWebServer().getPort();
    }

    /** Paths of Express do not care about case. */
    private static final class AnyCase implements WebMvcConfigurer {

        @Override
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser parser = new PathPatternParser();
            parser.setCaseSensitive(false);
            paths.setPatternParser(parser);
        }
    }

    private TomcatServletWebServerFactory tomcat() {
        TomcatServletWebServerFactory factory =
                new TomcatServletWebServerFactory(sandbox.settings().port());
        factory.setProtocol(Connections.class.getName());
        factory.addConnectorCustomizers(
                connector -> {
                    connector.setAsyncTimeout(NEVER);
                    Connections protocol = (Connections) connector.getProtocolHandler();
                    protocol.setMaxThreads(MAX_THREADS);
                    connections.set(protocol);
                });
        try {
            factory.setAddress(InetAddress.getByName(sandbox.settings().address()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "The sandbox cannot listen on " + sandbox.settings().address(), e);
        }
        return factory;
    }

    private void filter(String name, int order, Filter filter) {
        context.registerBean(
                name,
                FilterRegistrationBean.class,
                () -> {
                    FilterRegistrationBean<Filter> registration =
                            new FilterRegistrationBean<>(filter);
                    registration.setName(name);
                    registration.setOrder(order);
                    return registration;
                });
    }

    private ServletRegistrationBean<DispatcherServlet> dispatcher() {
        ServletRegistrationBean<DispatcherServlet> registration =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        registration.setMultipartConfig(new MultipartConfigElement(""));
        return registration;
    }
}
