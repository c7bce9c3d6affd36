package org.postizgateway.config.operation;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.catalina.core.StandardHost;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.config.setting.OpsSettings.OpenMetrics;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.security.operator.OpsAttemptFilter;
import org.postizgateway.security.operator.OpsHostFilter;
import org.postizgateway.security.operator.OpsTokenEntryPoint;
import org.postizgateway.security.operator.OpsTokenIntrospector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

/**
 * The operators' port: health is open to anyone who reaches it, metrics and build information as
 * {@code ops.open-metrics} says, everything else wants the operators' token.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsSettings.class)
class OpsSecurityConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(OpsSecurityConfiguration.class);
    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};
    private static final String[] METRICS = {"/actuator/prometheus", "/actuator/info"};
    private static final int GENERATED_BYTES = 24;

    @Bean
    SecurityFilterChain operatorsPort(
            HttpSecurity http,
            OpsSettings ops,
            ServerProperties server,
            ObjectProvider<LimitListener> listeners)
            throws Exception {
        AuthenticationManager operators =
                new ProviderManager(
                        new OpaqueTokenAuthenticationProvider(
                                new OpsTokenIntrospector(tokenOrGenerated(ops))));
        boolean openMetrics = areMetricsOpen(ops.openMetrics(), server.getAddress());
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new OpsHostFilter(ops.allowedHosts()), DisableEncodeUrlFilter.class)
                .addFilterBefore(
                        new OpsAttemptFilter(LimitListener.all(listeners)::exceeded),
                        BearerTokenAuthenticationFilter.class)
                .authenticationManager(operators)
                .oauth2ResourceServer(
                        resource ->
                                resource.authenticationEntryPoint(new OpsTokenEntryPoint())
                                        .opaqueToken(
                                                token -> token.authenticationManager(operators)))
                .authorizeHttpRequests(
                        requests -> {
                            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                            requests.requestMatchers(HEALTH).permitAll();
                            if (openMetrics) {
                                requests.requestMatchers(METRICS).permitAll();
                            }
                            requests.anyRequest().authenticated();
                        })
                .build();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return tomcat ->
                tomcat.addContextCustomizers(
                        context ->
                                ((StandardHost) context.getParent())
                                        .setErrorReportValveClass(
                                                ProblemReportValve.class.getName()));
    }

    private static boolean areMetricsOpen(OpenMetrics setting, InetAddress address) {
        boolean onLoopback = address != null && address.isLoopbackAddress();
        return setting == OpenMetrics.TRUE || setting == OpenMetrics.AUTO && onLoopback;
    }

    private static String tokenOrGenerated(OpsSettings ops) {
        if (!ops.token().isBlank()) {
            return ops.token();
        }
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        LOG.info("OPS_TOKEN is not set. The operators' token of this run is {}", token);
        return token;
    }
}
