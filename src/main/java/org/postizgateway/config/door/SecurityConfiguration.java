package org.postizgateway.config.door;

import java.net.URI;
import org.apache.camel.Processor;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.security.AuthorizationServer;
import org.postizgateway.security.CachedPostizConnection;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.HttpPostizConnection;
import org.postizgateway.security.OriginCheck;
import org.postizgateway.security.PostizConnection;
import org.postizgateway.security.PostizHttp;
import org.postizgateway.security.PostizTokenIntrospector;
import org.postizgateway.security.ProtectedResource;
import org.postizgateway.security.PublicDocument;
import org.postizgateway.security.PublicUrl;
import org.postizgateway.security.TenantHash;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;

/** The security steps of the front doors, under the names that {@code routes/mcp.yaml} uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewaySettings.class, PostizSettings.class})
class SecurityConfiguration {

    @Bean
    TenantHash tenantHash(GatewaySettings gateway) {
        return new TenantHash(GatewaySecret.of(gateway));
    }

    @Bean
    PostizHttp postizHttp(PostizSettings postiz) {
        return new PostizHttp(postiz.connectTimeout(), postiz.checkTimeout());
    }

    @Bean
    PostizConnection postizConnection(
            PostizHttp http, PostizSettings postiz, TenantHash hash, GatewaySettings gateway) {
        GatewaySettings.KeyCache cache = gateway.keyCache();
        return new CachedPostizConnection(
                new HttpPostizConnection(http, URI.create(postiz.url())),
                hash,
                new CachedPostizConnection.Limits(
                        cache.ttl(),
                        cache.refusalTtl(),
                        cache.maxEntries(),
                        cache.concurrentChecks()));
    }

    @Bean
    AuthenticationManager callerAuthentication(PostizConnection postiz, TenantHash hash) {
        return new ProviderManager(
                new OpaqueTokenAuthenticationProvider(new PostizTokenIntrospector(postiz, hash)));
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
    Processor bearerAuthentication(AuthenticationManager callerAuthentication) {
        return DoorAuthentication.byHeader(callerAuthentication);
    }

    @Bean
    Processor pathKeyAuthentication(AuthenticationManager callerAuthentication) {
        return DoorAuthentication.byPath(callerAuthentication);
    }

    @Bean
    Processor oauthAuthentication(AuthenticationManager callerAuthentication, PublicUrl publicUrl) {
        return DoorAuthentication.byOAuth(callerAuthentication, publicUrl);
    }

    @Bean
    Processor protectedResourceMetadata(PublicUrl publicUrl, AuthorizationServer server) {
        return new PublicDocument(publicUrl, new ProtectedResource(server));
    }

    @Bean
    Processor authorizationServerMetadata(PublicUrl publicUrl, AuthorizationServer server) {
        return new PublicDocument(publicUrl, server::metadata);
    }

    @Bean
    Processor openIdConfiguration(PublicUrl publicUrl, AuthorizationServer server) {
        return new PublicDocument(publicUrl, server::openIdConfiguration);
    }
}
