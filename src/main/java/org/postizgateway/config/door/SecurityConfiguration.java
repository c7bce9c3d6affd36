package org.postizgateway.config.door;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.postizgateway.bound.Rate;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.IdentitySettings;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.config.tls.UpstreamTls;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.OriginCheck;
import org.postizgateway.security.ScopeRefusal;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.credential.HttpAccountSource;
import org.postizgateway.security.credential.HttpPostizConnection;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.identity.AssignedKeys;
import org.postizgateway.security.identity.Identities;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The security steps of the front doors, under the names that {@code routes/mcp.yaml} uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    GatewaySettings.class,
    PostizSettings.class,
    IdentitySettings.class
})
class SecurityConfiguration {

    /** After a quiet time, as many checks at once as in so many seconds. */
    private static final int SECONDS_OF_BURST = 4;

    @Bean
    TenantHash tenantHash(GatewaySettings gateway) {
        return new TenantHash(GatewaySecret.of(gateway));
    }

    @Bean
    PostizHttp postizHttp(PostizSettings postiz, Environment environment, SslBundles bundles) {
        return new PostizHttp(
                postiz.connectTimeout(),
                postiz.checkTimeout(),
                UpstreamTls.of(postiz, InstanceSettings.all(environment), bundles));
    }

    /** All Postiz, and which of them a credential is of. */
    @Bean
    PostizInstances postizInstances(
            PostizSettings postiz, Environment environment, Optional<AssignedKeys> assigned) {
        Function<String, Optional<String>> names =
                assigned.<Function<String, Optional<String>>>map(keys -> keys::instance)
                        .orElse(credential -> Optional.empty());
        return InstanceSettings.of(postiz.url(), InstanceSettings.all(environment), names);
    }

    /** Remembers more than {@link CredentialChecks}, as a credential never changes its owner. */
    @Bean
    public Tenants tenants(
            PostizHttp http, PostizInstances instances, TenantHash hash, GatewaySettings gateway) {
        return new Tenants(
                credential ->
                        new HttpAccountSource(http, instances.of(credential).url())
                                .account(credential),
                instances,
                hash,
                2 * gateway.keyCache().maxEntries());
    }

    @Bean
    CredentialChecks credentialChecks(
            PostizHttp http,
            PostizInstances instances,
            Tenants tenants,
            GatewaySettings gateway,
            ObjectProvider<LimitListener> listeners) {
        GatewaySettings.KeyCache cache = gateway.keyCache();
        return new CredentialChecks(
                credential ->
                        new HttpPostizConnection(http, instances.of(credential)).check(credential),
                tenants,
                new CredentialChecks.Limits(
                        cache.ttl(),
                        cache.staleTtl(),
                        cache.refusalTtl(),
                        cache.maxEntries(),
                        cache.concurrentChecks(),
                        limit(cache.addressChecksPerSecond()),
                        limit(cache.checksPerSecond())),
                LimitListener.all(listeners)::exceeded);
    }

    private static Rate.Limit limit(int perSecond) {
        return new Rate.Limit(perSecond, (double) perSecond * SECONDS_OF_BURST);
    }

    @Bean
    ClientAddresses clientAddresses(GatewaySettings gateway) {
        return new ClientAddresses(gateway.trustForwarded());
    }

    @Bean
    PublicUrl publicUrl(GatewaySettings gateway) {
        return new PublicUrl(gateway.publicUri(), gateway.trustForwarded());
    }

    @Bean
    Processor originCheck(GatewaySettings gateway) {
        return new OriginCheck(
                gateway.allowedOrigins(),
                gateway.allowLoopbackOrigins(),
                gateway.allowedHosts(),
                gateway.publicUri());
    }

    @Bean
    Processor bearerAuthentication(
            CredentialChecks checks,
            ClientAddresses addresses,
            PublicUrl publicUrl,
            Optional<Identities> identities) {
        return trusting(DoorAuthentication.byHeader(checks, addresses), identities, publicUrl);
    }

    private static DoorAuthentication trusting(
            DoorAuthentication door, Optional<Identities> identities, PublicUrl publicUrl) {
        return identities.map(trusted -> door.trusting(trusted, publicUrl)).orElse(door);
    }

    @Bean
    Processor pathKeyAuthentication(
            CredentialChecks checks, ClientAddresses addresses, GatewaySettings gateway) {
        return gateway.keyInUrl()
                ? DoorAuthentication.byPath(checks, addresses)
                : DoorAuthentication.notByPath(checks, addresses);
    }

    @Bean
    Processor oauthAuthentication(
            CredentialChecks checks,
            ClientAddresses addresses,
            PublicUrl publicUrl,
            Optional<Identities> identities) {
        return trusting(
                DoorAuthentication.byOAuth(checks, addresses, publicUrl), identities, publicUrl);
    }

    /**
     * The answer of the door in place of the tool's, where Postiz refused the credential, or where
     * the tool needs a scope that was not granted.
     */
    @Bean
    Processor refusedCredential() {
        return exchange -> {
            ScopeRefusal scopes =
                    exchange.getProperty(DoorAuthentication.WHEN_SCOPE_LACKS, ScopeRefusal.class);
            if (scopes != null) {
                CallRecord.of(exchange)
                        .flatMap(CallRecord::lackingScope)
                        .ifPresent(lacking -> scopes.refuse(exchange, lacking));
            }
            Processor refusal =
                    exchange.getProperty(DoorAuthentication.WHEN_REFUSED, Processor.class);
            if (refusal != null
                    && CallRecord.of(exchange).filter(CallRecord::isUnauthorized).isPresent()) {
                refusal.process(exchange);
            }
        };
    }
}
