package org.postizgateway.sandbox.oauth;

import java.util.List;
import java.util.Optional;

/**
 * A dynamically registered client.
 *
 * @param secret absent for public clients, which have to use PKCE instead
 */
record OAuthClient(String id, Optional<String> secret, String name, List<String> redirectUris) {

    boolean isPublic() {
        return secret.isEmpty();
    }
}
