package org.postizgateway.security;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.metadata.ProtectedResource;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * What a door answers with 401: the value of {@code WWW-Authenticate} and what a caller should do.
 * RFC 6750, 3: an error is named only when a credential was presented.
 */
abstract class Challenge {

    private final String missing;
    private final String wrong;

    /**
     * @param missing what to do for a caller that sent no credential
     * @param wrong what to do for a caller whose credential Postiz does not know
     */
    private Challenge(String missing, String wrong) {
        this.missing = missing;
        this.wrong = wrong;
    }

    /** Asks for an API key, and says nothing of OAuth, so that no client starts looking for it. */
    static Challenge forKey(String missing, String wrong) {
        return new Challenge(missing, wrong) {
            @Override
            List<String> parameters(DoorRequest request) {
                return List.of(parameter("realm", "Postiz API key"));
            }
        };
    }

    /** Leads an OAuth client to the metadata of the protected resource (RFC 9728, 5.1). */
    static Challenge forOAuth(PublicUrl publicUrl, String missing, String wrong) {
        return new Challenge(missing, wrong) {
            @Override
            List<String> parameters(DoorRequest request) {
                return List.of(
                        parameter(
                                "resource_metadata",
                                publicUrl.of(request)
                                        + ProtectedResource.METADATA_PATH
                                        + request.path()),
                        parameter("scope", String.join(" ", ProtectedResource.SCOPES)));
            }
        };
    }

    abstract List<String> parameters(DoorRequest request);

    String missing() {
        return missing;
    }

    String wrong() {
        return wrong;
    }

    String header(DoorRequest request) {
        return "Bearer " + String.join(", ", parameters(request));
    }

    String headerForWrongCredential(DoorRequest request) {
        BearerTokenError error =
                BearerTokenErrors.invalidToken("Postiz does not know this credential");
        List<String> all = new ArrayList<>(parameters(request));
        all.add(parameter("error", error.getErrorCode()));
        all.add(parameter("error_description", error.getDescription()));
        return "Bearer " + String.join(", ", all);
    }

    private static String parameter(String name, String value) {
        return name + "=\"" + value + "\"";
    }
}
