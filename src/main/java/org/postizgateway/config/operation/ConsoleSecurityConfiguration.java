package org.postizgateway.config.operation;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.stream.Collectors;
import org.postizgateway.config.setting.OpsSettings;
import org.postizgateway.console.call.MediaOrigins;
import org.postizgateway.security.operator.ConsoleSessionFilter;
import org.postizgateway.security.operator.OperatorMarkFilter;
import org.postizgateway.security.operator.OperatorRight;
import org.postizgateway.security.operator.OperatorTokens;
import org.postizgateway.security.operator.OpsAttemptFilter;
import org.postizgateway.security.operator.OpsHostFilter;
import org.postizgateway.security.operator.SignInEntryPoint;
import org.postizgateway.security.operator.SignInProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

/**
 * Who gets into the console: whoever signs in with a token of the operators. The session lives in
 * this process; its cookie means nothing to another one. What a page may load comes from here,
 * pictures and videos also from the Postiz that the gateway is set to, and no script stands in a
 * page.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleSecurityConfiguration {

    private static final String[] PATHS = {"/", "/console", "/console/**", "/assets/**"};
    private static final String REFUSED = SignInEntryPoint.SIGN_IN + "/refused";

    /** With the origins of media, each with a space before it. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:%1$s;"
                    + " media-src 'self'%1$s; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain console(
            HttpSecurity http,
            OpsSettings ops,
            OperatorTokens tokens,
            OpsAttemptFilter attempts,
            MediaOrigins media)
            throws Exception {
        String content =
                CONTENT.formatted(
                        media.all().stream().map(" "::concat).collect(Collectors.joining()));
        return http.securityMatcher(PATHS)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(csp -> csp.policyDirectives(content))
                                        .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(
                        new OpsHostFilter(ops.allowedHosts()), DisableEncodeUrlFilter.class)
                .addFilterBefore(
                        new ConsoleSessionFilter(ops.sessionTimeout(), Clock.systemUTC()),
                        SecurityContextHolderFilter.class)
                .addFilterAfter(new OperatorMarkFilter(), SecurityContextHolderFilter.class)
                .addFilterBefore(attempts, UsernamePasswordAuthenticationFilter.class)
                .authenticationManager(new ProviderManager(new SignInProvider(tokens)))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(new SignInEntryPoint()))
                .formLogin(
                        form ->
                                form.loginPage(SignInEntryPoint.SIGN_IN)
                                        .passwordParameter("token")
                                        .defaultSuccessUrl("/console", true)
                                        .failureHandler(
                                                (request, response, failure) -> {
                                                    response.setStatus(
                                                            HttpStatus.UNAUTHORIZED.value());
                                                    request.getRequestDispatcher(REFUSED)
                                                            .forward(request, response);
                                                }))
                .logout(
                        out ->
                                out.logoutUrl(SignInEntryPoint.SIGN_OUT)
                                        .logoutSuccessUrl(SignInEntryPoint.SIGN_IN))
                .authorizeHttpRequests(
                        requests -> {
                            requests.dispatcherTypeMatchers(
                                            DispatcherType.ERROR, DispatcherType.FORWARD)
                                    .permitAll();
                            requests.requestMatchers("/", SignInEntryPoint.SIGN_IN, "/assets/**")
                                    .permitAll();
                            requests.requestMatchers(HttpMethod.GET).authenticated();
                            requests.anyRequest().hasAuthority(OperatorRight.OPERATE.name());
                        })
                .build();
    }

    /** In a cookie, so that a stranger who looks at the page to sign in costs no session. */
    private static CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("postiz-gateway-csrf");
        tokens.setCookiePath("/console");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        return tokens;
    }
}
