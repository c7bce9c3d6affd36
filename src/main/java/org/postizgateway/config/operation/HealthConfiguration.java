package org.postizgateway.config.operation;

import java.net.URI;
import org.apache.camel.CamelContext;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.observability.RoutesHealthIndicator;
import org.postizgateway.observability.UpstreamHealthIndicator;
import org.postizgateway.security.HttpPostizConnection;
import org.postizgateway.security.PostizHttp;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness depends on beyond what Spring Boot looks at itself. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    HealthIndicator upstreamHealthIndicator(
            PostizHttp http, PostizSettings postiz, OpsSettings ops) {
        return new UpstreamHealthIndicator(
                new HttpPostizConnection(http, URI.create(postiz.url())),
                postiz.url(),
                ops.upstreamCheckInterval());
    }

    @Bean
    HealthIndicator routesHealthIndicator(CamelContext camel) {
        return new RoutesHealthIndicator(camel);
    }
}
