package org.postizgateway.sandbox.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postizgateway.sandbox.web.ApiFailure;
import org.springframework.web.util.UriComponentsBuilder;

/** What a client asks a person to agree to, checked. */
record AuthorizationRequest(
        OAuthClient client, String redirectUri, String state, Optional<String> challenge) {

    private static final List<String> QUERY_FIELDS =
            List.of(
                    "client_id",
                    "response_type",
                    "redirect_uri",
                    "state",
                    "code_challenge",
                    "code_challenge_method");

    /** Names of the parameters, in the order in which a form carries them. */
    static List<String> fields() {
        return QUERY_FIELDS;
    }

    /**
     * @param fields parameter by name
     */
    static AuthorizationRequest of(Function<String, Optional<String>> fields, OAuthState state) {
        OAuthClient client =
                fields.apply("client_id")
                        .flatMap(state::client)
                        .orElseThrow(() -> ApiFailure.plain(400, "Invalid client_id"));
        String redirect =
                fields.apply("redirect_uri")
                        .filter(client.redirectUris()::contains)
                        .orElseThrow(() -> ApiFailure.plain(400, "Invalid redirect_uri"));
        Optional<String> challenge = fields.apply("code_challenge");
        if (client.isPublic() && challenge.isEmpty()) {
            throw ApiFailure.plain(400, "code_challenge is required for this client");
        }
        if (challenge.isPresent()
                && !fields.apply("code_challenge_method").orElse("").equals("S256")) {
            throw ApiFailure.plain(400, "Only the S256 code_challenge_method is supported");
        }
        return new AuthorizationRequest(
                client, redirect, fields.apply("state").orElse(""), challenge);
    }

    /** Complaints about the shape of the query. */
    static List<String> complaints(Function<String, Optional<String>> fields) {
        List<String> complaints = new ArrayList<>();
        if (fields.apply("client_id").isEmpty()) {
            complaints.add("client_id should not be null or undefined");
            complaints.add("client_id must be a string");
        }
        Optional<String> responseType = fields.apply("response_type");
        if (responseType.isEmpty()) {
            complaints.add("response_type should not be null or undefined");
        }
        if (!responseType.orElse("").equals("code")) {
            complaints.add("response_type must be one of the following values: code");
        }
        if (responseType.isEmpty()) {
            complaints.add("response_type must be a string");
        }
        return complaints;
    }

    String approvedWith(String code) {
        return redirect("code", code);
    }

    String denied() {
        return redirect("error", "access_denied");
    }

    private String redirect(String name, String value) {
        UriComponentsBuilder uri =
                UriComponentsBuilder.fromUriString(redirectUri).queryParam(name, value);
        if (!state.isEmpty()) {
            uri.queryParam("state", "{state}");
        }
        return state.isEmpty()
                ? uri.build().toUriString()
                : uri.encode().buildAndExpand(state).toUriString();
    }
}
