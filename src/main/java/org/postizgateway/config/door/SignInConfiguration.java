package org.postizgateway.config.door;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Processor;
import org.postizgateway.bound.Lane;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.IdentitySettings;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.PostizSettings;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.identity.AssignedKeys;
import org.postizgateway.security.identity.Identities;
import org.postizgateway.security.metadata.AuthorizationServer;
import org.postizgateway.security.metadata.ProtectedResource;
import org.postizgateway.security.metadata.PublicDocument;
import org.postizgateway.security.metadata.PublicDocument.Source;
import org.postizgateway.security.upstream.PostizHttp;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where people sign in, at Postiz or at the company's identity provider, and what tells so. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    private static final int LOOKUPS = 2;
    private static final int WAITING_LOOKUPS = 256;
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(5);

    /** None where there is no identity provider. */
    @Bean
    @Conditional(IdentityProviderIsSet.class)
    Identities identities(
            IdentitySettings identity, GatewaySettings gateway, AssignedKeys assignedKeys) {
        return new Identities(identity.provider(gateway.publicUri()).orElseThrow(), assignedKeys);
    }

    /** The same. */
    @Bean
    @Conditional(IdentityProviderIsSet.class)
    AssignedKeys assignedKeys(
            IdentitySettings identity,
            Environment environment,
            @Value("${postiz.api-key:}") String configured) {
        return identity.assignedKeys(
                InstanceSettings.all(environment).keySet(),
                Optional.of(configured).filter(key -> !key.isBlank()));
    }

    private static final class IdentityProviderIsSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata bean) {
            return !context.getEnvironment().getProperty("gateway.identity.issuer", "").isBlank();
        }
    }

    /** Where the documents about OAuth are looked up at Postiz. */
    @Bean
    Lane documentLookups() {
        return new Lane("oauth-lookup", LOOKUPS, LOOKUPS, WAITING_LOOKUPS, LONGEST_LOOKUP);
    }

    @Bean
    AuthorizationServer authorizationServer(PostizHttp http, PostizSettings postiz) {
        return new AuthorizationServer(http, URI.create(postiz.url()), postiz.frontend());
    }

    @Bean
    Processor protectedResourceMetadata(
            PublicUrl publicUrl,
            AuthorizationServer server,
            IdentitySettings identity,
            GatewaySettings gateway,
            Lane documentLookups) {
        Source document =
                identity.provider(gateway.publicUri())
                        .map(provider -> new ProtectedResource(provider.issuer()))
                        .orElseGet(() -> new ProtectedResource(server));
        return new PublicDocument(publicUrl, document, documentLookups);
    }

    @Bean
    Processor authorizationServerMetadata(
            PublicUrl publicUrl,
            AuthorizationServer server,
            IdentitySettings identity,
            Lane documentLookups) {
        return new PublicDocument(
                publicUrl, elsewhere(identity).orElse(server::metadata), documentLookups);
    }

    @Bean
    Processor openIdConfiguration(
            PublicUrl publicUrl,
            AuthorizationServer server,
            IdentitySettings identity,
            Lane documentLookups) {
        return new PublicDocument(
                publicUrl,
                elsewhere(identity).orElse(server::openIdConfiguration),
                documentLookups);
    }

    private static Optional<Source> elsewhere(IdentitySettings identity) {
        return Optional.of(identity.issuer())
                .filter(issuer -> !issuer.isBlank())
                .map(issuer -> Source.none("People sign in at " + issuer + ", which has it."));
    }
}
