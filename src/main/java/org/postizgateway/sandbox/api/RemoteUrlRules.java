package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.sandbox.posting.MediaUrls;
import org.postizgateway.sandbox.remote.RemoteWeb;

/** What Postiz asks of a URL from which it is to fetch a file. */
public final class RemoteUrlRules {

    private final MediaUrls mediaUrls;
    private final RemoteWeb web;

    public RemoteUrlRules(MediaUrls mediaUrls, RemoteWeb web) {
        this.mediaUrls = mediaUrls;
        this.web = web;
    }

    List<String> complaints(JsonNode url) {
        List<String> complaints = new ArrayList<>();
        if (url.isMissingNode() || url.isNull()) {
            complaints.add("url should not be null or undefined");
        }
        complaints.addAll(mediaUrls.complaints(url.asText()));
        if (!url.isTextual()) {
            complaints.add("url must be a string");
        }
        if (!isPublicHttps(url.asText())) {
            complaints.add(
                    "URL must be a public HTTPS URL and cannot point to internal network addresses");
        }
        return complaints;
    }

    private boolean isPublicHttps(String text) {
        try {
            URI url = URI.create(text);
            return web.isExample(url)
                    || ("https".equals(url.getScheme())
                            && url.getHost() != null
                            && web.isPublic(url));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }
}
