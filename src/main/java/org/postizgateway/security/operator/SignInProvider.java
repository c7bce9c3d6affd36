package org.postizgateway.security.operator;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Signs people in to the console with a token of the operators, which it does not keep. */
public final class SignInProvider implements AuthenticationProvider {

    private static final String OPERATOR = "operator";

    private final OperatorTokens tokens;

    public SignInProvider(OperatorTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @throws BadCredentialsException when it is another token
     */
    @Override
    public Authentication authenticate(Authentication attempt) {
        OperatorRight right =
                tokens.right(String.valueOf(attempt.getCredentials()).strip())
                        .orElseThrow(() -> new BadCredentialsException("Not a token of operators"));
        return UsernamePasswordAuthenticationToken.authenticated(
                OPERATOR, null, List.of(right.authority()));
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
