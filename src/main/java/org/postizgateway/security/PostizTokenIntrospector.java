package org.postizgateway.security;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Introspection for keys and tokens of Postiz, which has no introspection endpoint: Postiz is asked
 * whether it accepts the credential. The principal's name is the tenant hash.
 */
public final class PostizTokenIntrospector implements OpaqueTokenIntrospector {

    private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private final PostizConnection postiz;
    private final TenantHash hash;

    public PostizTokenIntrospector(PostizConnection postiz, TenantHash hash) {
        this.postiz = postiz;
        this.hash = hash;
    }

    /**
     * @throws BadOpaqueTokenException when Postiz does not know the credential
     * @throws DisabledException when its organization has no subscription
     * @throws PostizUnavailableException when Postiz could not be asked
     */
    @Override
    public OAuth2AuthenticatedPrincipal introspect(String credential) {
        if (!CREDENTIAL.matcher(credential).matches()) {
            throw new BadOpaqueTokenException("This cannot be a key or token of Postiz");
        }
        return switch (postiz.check(credential)) {
            case VALID -> {
                String tenant = hash.of(credential);
                yield new DefaultOAuth2AuthenticatedPrincipal(
                        tenant, Map.of("sub", tenant), List.of());
            }
            case UNKNOWN -> throw new BadOpaqueTokenException("Postiz does not know it");
            case WITHOUT_SUBSCRIPTION ->
                    throw new DisabledException("The organization has no subscription");
        };
    }
}
