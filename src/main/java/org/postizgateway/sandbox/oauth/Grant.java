package org.postizgateway.sandbox.oauth;

import java.time.Instant;
import java.util.Optional;
import org.postizgateway.sandbox.state.organization.Organization;

/**
 * An authorization code and what it stands for.
 *
 * @param challenge S256 code challenge, when one was sent
 */
record Grant(
        String code,
        OAuthClient client,
        Organization organization,
        String redirectUri,
        Optional<String> challenge,
        Instant expires) {}
