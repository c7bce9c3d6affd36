package org.postizgateway.security.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Accepts the one token of the operators, compared in constant time. */
public final class OpsTokenIntrospector implements OpaqueTokenIntrospector {

    private static final String OPERATOR = "operator";

    private final byte[] expected;

    public OpsTokenIntrospector(String token) {
        this.expected = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws BadOpaqueTokenException when it is another token
     */
    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        if (!MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
            throw new BadOpaqueTokenException("This is not the operators' token");
        }
        return new DefaultOAuth2AuthenticatedPrincipal(
                OPERATOR, Map.of("sub", OPERATOR), List.of());
    }
}
