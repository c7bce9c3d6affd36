package org.postizgateway.config.door;

import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.service.ServiceHelper;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.HttpSettings;
import org.postizgateway.config.tls.DoorTls;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.StrictHttpServer;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.limit.FairExecutor;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.mcp.server.ServerStates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The port that agents reach: a Vert.x server whose only content is what front-door routes serve.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewaySettings.class, HttpSettings.class})
class HttpConfiguration {

    /** One caller gets this fraction of the threads. */
    private static final int CALLERS_TO_USE_ALL_THREADS = 4;

    /**
     * Runs front-door routes: on virtual threads where the JVM has them and {@code
     * spring.threads.virtual.enabled} says so, otherwise on a pool. Either takes as many calls at
     * once and rejects more.
     */
    @Bean
    Executor frontDoorExecutor(Environment environment, HttpSettings http) {
        if (Threading.VIRTUAL.isActive(environment)) {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("front-door-");
            executor.setVirtualThreads(true);
            executor.setConcurrencyLimit(http.threads() + http.queue());
            executor.setRejectTasksWhenLimitReached(true);
            return executor;
        }
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("front-door-");
        executor.setCorePoolSize(http.threads());
        executor.setMaxPoolSize(http.threads());
        executor.setAllowCoreThreadTimeOut(true);
        executor.setQueueCapacity(http.queue());
        return executor;
    }

    /** Bounds of the front doors; behind a trusted proxy all connections come from one address. */
    @Bean
    HttpLimits frontDoorLimits(GatewaySettings gateway, HttpSettings http) {
        return http.limits(gateway.trustForwarded());
    }

    @Bean
    BodyShares bodyShares(HttpLimits limits, ObjectProvider<LimitListener> listeners) {
        return new BodyShares(limits.bodies(), LimitListener.all(listeners));
    }

    @Bean(destroyMethod = "")
    ServerStates serverStates(ObjectProvider<LimitListener> listeners) {
        return new ServerStates(LimitListener.all(listeners));
    }

    @Bean
    DoorSwitch doorSwitch(
            StrictHttpServer frontDoor,
            @Qualifier("frontDoorExecutor") Executor frontDoorExecutor,
            HttpSettings http,
            BodyShares bodies,
            ObjectProvider<LimitListener> listeners,
            ServerStates states) {
        FairExecutor fair =
                new FairExecutor(
                        frontDoorExecutor,
                        Math.max(1, http.threads() / CALLERS_TO_USE_ALL_THREADS),
                        http.queue(),
                        LimitListener.all(listeners));
        return new DoorSwitch(frontDoor, fair, bodies, states);
    }

    @Bean
    VertxPlatformHttpServerConfiguration frontDoorServer(GatewaySettings gateway) {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost(gateway.address());
        server.setBindPort(gateway.port());
        return server;
    }

    /**
     * Started and stopped by Camel. A start that fails before Camel's own leaves it open, and its
     * threads would keep the process; stopping it twice does nothing.
     */
    @Bean(destroyMethod = "stop")
    StrictHttpServer frontDoor(
            VertxPlatformHttpServerConfiguration server,
            HttpLimits limits,
            ObjectProvider<LimitListener> listeners,
            @Value("${gateway.listening:true}") boolean listening,
            GatewaySettings gateway,
            SslBundles bundles) {
        return new StrictHttpServer(
                server,
                limits,
                LimitListener.all(listeners),
                listening,
                DoorTls.of(gateway.tls(), bundles));
    }

    /** Before the routes that are to be behind it. */
    @Bean
    CamelContextConfiguration frontDoorLifecycle(
            StrictHttpServer frontDoor, VertxPlatformHttpServerConfiguration server) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                try {
                    context.addService(frontDoor);
                    ServiceHelper.startService(frontDoor);
                } catch (Exception e) {
                    PortInUseException.throwIfPortBindingException(e, server::getBindPort);
                    throw new IllegalStateException("The front door cannot be opened", e);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }
}
