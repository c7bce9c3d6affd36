package org.postizgateway.sandbox.oauth;

import java.util.List;
import java.util.Optional;

/**
 * A dynamically registered client.
 *
 * @param secret absent for public clients, which have to use PKCE instead
 * @param authenticationMethod as it registered it; whichever it then uses is taken
 */
record OAuthClient(
        String id,
        Optional<String> secret,
        String name,
        List<String> redirectUris,
        String authenticationMethod) {

    boolean isPublic() {
        return secret.isEmpty();
    }
}
