package org.postizgateway.security.operator;

import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Accepts the tokens of the operators, with the right that each has. */
public final class OpsTokenIntrospector implements OpaqueTokenIntrospector {

    private static final String OPERATOR = "operator";

    private final OperatorTokens tokens;

    public OpsTokenIntrospector(OperatorTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @throws BadOpaqueTokenException when it is another token
     */
    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        OperatorRight right =
                tokens.right(token)
                        .orElseThrow(
                                () ->
                                        new BadOpaqueTokenException(
                                                "This is not the operators' token"));
        return new DefaultOAuth2AuthenticatedPrincipal(
                OPERATOR, Map.of("sub", OPERATOR), List.of(right.authority()));
    }
}
