package org.postizgateway.config.operation;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.catalina.core.StandardHost;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.config.setting.OpsSettings.OpenMetrics;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.security.operator.OperatorMarkFilter;
import org.postizgateway.security.operator.OperatorRight;
import org.postizgateway.security.operator.OperatorTokens;
import org.postizgateway.security.operator.OpsAttemptFilter;
import org.postizgateway.security.operator.OpsHostFilter;
import org.postizgateway.security.operator.OpsReadOnly;
import org.postizgateway.security.operator.OpsTokenEntryPoint;
import org.postizgateway.security.operator.OpsTokenIntrospector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.util.StringUtils;

/**
 * The operators' port: health is open to anyone who reaches it, metrics and build information as
 * {@code ops.open-metrics} says, everything else wants a token of the operators: the read-only one
 * to read, the other one to change something.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsSettings.class)
class OpsSecurityConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(OpsSecurityConfiguration.class);
    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};
    private static final String[] METRICS = {"/actuator/prometheus", "/actuator/info"};
    private static final int GENERATED_BYTES = 24;

    @Bean
    OperatorTokens operatorTokens(OpsSettings ops) {
        return new OperatorTokens(
                tokenOrGenerated(ops), Optional.of(ops.readToken()).filter(StringUtils::hasText));
    }

    /** One for all doors of the port, so that guesses count wherever they are made. */
    @Bean
    OpsAttemptFilter opsAttempts(ObjectProvider<LimitListener> listeners) {
        return new OpsAttemptFilter(LimitListener.all(listeners)::exceeded);
    }

    /** It stands in the chains below and not, as other filters, before everything. */
    @Bean
    FilterRegistrationBean<OpsAttemptFilter> opsAttemptsInChainsOnly(OpsAttemptFilter filter) {
        FilterRegistrationBean<OpsAttemptFilter> registration =
                new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    SecurityFilterChain operatorsPort(
            HttpSecurity http,
            OpsSettings ops,
            ServerProperties server,
            OperatorTokens tokens,
            OpsAttemptFilter attempts)
            throws Exception {
        AuthenticationManager operators =
                new ProviderManager(
                        new OpaqueTokenAuthenticationProvider(new OpsTokenIntrospector(tokens)));
        boolean openMetrics = areMetricsOpen(ops.openMetrics(), server.getAddress());
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new OpsHostFilter(ops.allowedHosts()), DisableEncodeUrlFilter.class)
                .addFilterAfter(new OperatorMarkFilter(), SecurityContextHolderFilter.class)
                .addFilterBefore(attempts, BearerTokenAuthenticationFilter.class)
                .authenticationManager(operators)
                .oauth2ResourceServer(
                        resource ->
                                resource.authenticationEntryPoint(new OpsTokenEntryPoint())
                                        .accessDeniedHandler(new OpsReadOnly())
                                        .opaqueToken(
                                                token -> token.authenticationManager(operators)))
                .authorizeHttpRequests(
                        requests -> {
                            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                            requests.requestMatchers(HEALTH).permitAll();
                            if (openMetrics) {
                                requests.requestMatchers(METRICS).permitAll();
                            }
                            requests.requestMatchers(HttpMethod.GET).authenticated();
                            requests.requestMatchers(HttpMethod.HEAD).authenticated();
                            requests.anyRequest().hasAuthority(OperatorRight.OPERATE.name());
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
