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
        return header(request, "Postiz does not know this credential");
    }

    /**
     * @param reason why the credential is wrong, in characters that a quoted string takes
     */
    String header(DoorRequest request, String reason) {
        List<String> all = new ArrayList<>(parameters(request));
        addError(all, BearerTokenErrors.invalidToken(reason));
        return "Bearer " + String.join(", ", all);
    }

    /**
     * @param scopes that a caller has to ask for, those included that it has (MCP 2025-11-25,
     *     authorization: scope challenge handling)
     */
    String headerForMissingScope(DoorRequest request, String scopes) {
        List<String> all = new ArrayList<>(parameters(request));
        all.removeIf(parameter -> parameter.startsWith("scope="));
        all.add(parameter("scope", scopes));
        addError(all, BearerTokenErrors.insufficientScope("More scopes are needed", scopes));
        return "Bearer " + String.join(", ", all);
    }

    private static void addError(List<String> parameters, BearerTokenError error) {
        parameters.add(parameter("error", error.getErrorCode()));
        parameters.add(parameter("error_description", error.getDescription()));
    }

    private static String parameter(String name, String value) {
        return name + "=\"" + value + "\"";
    }
}
