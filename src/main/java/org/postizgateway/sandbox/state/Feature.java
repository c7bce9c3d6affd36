package org.postizgateway.sandbox.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** What a newer Postiz does and an older one does not (contract of the newer one, section 9). */
public enum Feature {
    /**
     * The doors {@code /mcp-oauth-dynamic} and {@code -chatgpt}, and an issuer named after them.
     */
    OAUTH_DOORS,
    /** Clients may authenticate with HTTP Basic at the token endpoint. */
    CLIENT_SECRET_BASIC,
    /** Redirects to schemes of an application's own. */
    PRIVATE_USE_REDIRECTS,
    /** The capabilities, resources and upload widget of MCP Apps. */
    MCP_APPS,
    /** Arguments that do not fit are refused in newer words, which repeat all of them. */
    NEWER_TOOL_TEXTS,
    /** A video is a job that is asked for, instead of a call that blocks. */
    VIDEO_JOBS,
    /** A picture that fails is an {@code error} of the result, instead of a thrown one. */
    IMAGE_ERRORS,
    /** {@code GET /me}. */
    ACCOUNT,
    /** {@code GET /media} and its tool. */
    MEDIA_LIST,
    /** A date in the past is refused for {@code schedule}. */
    PAST_DATES_REFUSED,
    /** Listings say why a post failed. */
    POST_ERRORS,
    /** Listings can show attachments. */
    LISTED_ATTACHMENTS,
    /** {@code PUT /posts/{id}/attachments}. */
    ATTACHMENT_CHANGES,
    /** A post can be deleted through MCP. */
    DELETE_TOOL,
    /** find-slot always answers. */
    BOUNDED_SLOTS;

    /** Reads {@code video-jobs} as well as {@code VIDEO_JOBS}. */
    @JsonCreator
    public static Feature of(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(feature -> feature.name().equals(constant))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no feature is called "
                                                + name
                                                + ", only "
                                                + Arrays.toString(values())));
    }
}
