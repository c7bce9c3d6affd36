package org.postizgateway.config.door;

import java.net.URI;
import java.time.Duration;
import org.apache.camel.Processor;
import org.postizgateway.bound.Lane;
import org.postizgateway.bound.Rate;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.limit.LimitListener;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.OriginCheck;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.credential.HttpAccountSource;
import org.postizgateway.security.credential.HttpPostizConnection;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.metadata.AuthorizationServer;
import org.postizgateway.security.metadata.ProtectedResource;
import org.postizgateway.security.metadata.PublicDocument;
import org.postizgateway.security.upstream.PostizHttp;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The security steps of the front doors, under the names that {@code routes/mcp.yaml} uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewaySettings.class, PostizSettings.class})
class SecurityConfiguration {

    /** After a quiet time, as many checks at once as in so many seconds. */
    private static final int SECONDS_OF_BURST = 4;

    private static final int LOOKUPS = 2;
    private static final int WAITING_LOOKUPS = 256;
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(5);

    @Bean
    TenantHash tenantHash(GatewaySettings gateway) {
        return new TenantHash(GatewaySecret.of(gateway));
    }

    @Bean
    PostizHttp postizHttp(PostizSettings postiz) {
        return new PostizHttp(postiz.connectTimeout(), postiz.checkTimeout());
    }

    /** Remembers more than {@link CredentialChecks}, as a credential never changes its owner. */
    @Bean
    public Tenants tenants(
            PostizHttp http, PostizSettings postiz, TenantHash hash, GatewaySettings gateway) {
        return new Tenants(
                new HttpAccountSource(http, URI.create(postiz.url())),
                hash,
                2 * gateway.keyCache().maxEntries());
    }

    @Bean
    CredentialChecks credentialChecks(
            PostizHttp http,
            PostizSettings postiz,
            Tenants tenants,
            TenantHash hash,
            GatewaySettings gateway,
            ObjectProvider<LimitListener> listeners) {
        GatewaySettings.KeyCache cache = gateway.keyCache();
        return new CredentialChecks(
                new HttpPostizConnection(http, URI.create(postiz.url())),
                tenants,
                hash,
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

    /** Where the documents about OAuth are looked up at Postiz. */
    @Bean
    Lane documentLookups() {
        return new Lane("oauth-lookup", LOOKUPS, LOOKUPS, WAITING_LOOKUPS, LONGEST_LOOKUP);
    }

    @Bean
    PublicUrl publicUrl(GatewaySettings gateway) {
        return new PublicUrl(gateway.publicUri(), gateway.trustForwarded());
    }

    @Bean
    AuthorizationServer authorizationServer(PostizHttp http, PostizSettings postiz) {
        return new AuthorizationServer(http, URI.create(postiz.url()), postiz.frontend());
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
    Processor bearerAuthentication(CredentialChecks checks, ClientAddresses addresses) {
        return DoorAuthentication.byHeader(checks, addresses);
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
            CredentialChecks checks, ClientAddresses addresses, PublicUrl publicUrl) {
        return DoorAuthentication.byOAuth(checks, addresses, publicUrl);
    }

    /** The answer of the door in place of the tool's, where Postiz refused the credential. */
    @Bean
    Processor refusedCredential() {
        return exchange -> {
            Processor refusal =
                    exchange.getProperty(DoorAuthentication.WHEN_REFUSED, Processor.class);
            if (refusal != null
                    && CallRecord.of(exchange).filter(CallRecord::isUnauthorized).isPresent()) {
                refusal.process(exchange);
            }
        };
    }

    @Bean
    Processor protectedResourceMetadata(
            PublicUrl publicUrl, AuthorizationServer server, Lane documentLookups) {
        return new PublicDocument(publicUrl, new ProtectedResource(server), documentLookups);
    }

    @Bean
    Processor authorizationServerMetadata(
            PublicUrl publicUrl, AuthorizationServer server, Lane documentLookups) {
        return new PublicDocument(publicUrl, server::metadata, documentLookups);
    }

    @Bean
    Processor openIdConfiguration(
            PublicUrl publicUrl, AuthorizationServer server, Lane documentLookups) {
        return new PublicDocument(publicUrl, server::openIdConfiguration, documentLookups);
    }
}
