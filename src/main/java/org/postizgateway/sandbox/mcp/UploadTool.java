package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.remote.RemoteFile;
import org.postizgateway.sandbox.remote.RemoteWeb;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * The tool that fetches a file by URL. Unlike the REST endpoint it takes http, needs no extension
 * and blocks internal names but not internal literal addresses.
 */
public final class UploadTool {

    static final String NAME = "uploadFromUrlTool";

    private final RemoteWeb web;
    private final MediaLibrary library;
    private final Supplier<String> frontendUrl;
    private final Conditions conditions;

    public UploadTool(
            RemoteWeb web,
            MediaLibrary library,
            Supplier<String> frontendUrl,
            Conditions conditions) {
        this.conditions = conditions;
        this.web = web;
        this.library = library;
        this.frontendUrl = frontendUrl;
    }

    JsonNode call(ObjectNode arguments, Organization organization) {
        URI url = URI.create(arguments.path("url").asText());
        try {
            if (!RemoteWeb.LITERAL_ADDRESS.matcher(url.getHost()).matches() && !web.isPublic(url)) {
                return failed("fetch failed (Blocked IP)");
            }
            return stored(web.fetch(url), organization);
        } catch (UnknownHostException e) {
            return failed("fetch failed (getaddrinfo ENOTFOUND " + url.getHost() + ")");
        } catch (IOException e) {
            return failed("fetch failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("fetch failed");
        }
    }

    private JsonNode stored(RemoteFile file, Organization organization) {
        if (file.status() / 100 != 2) {
            return refused("Failed to fetch URL");
        }
        Optional<FileType> type = FileType.of(file.body());
        if (type.isEmpty()) {
            return refused("Unsupported file type.");
        }
        long max = type.get().maxBytes();
        if (file.body().length > max) {
            return isNewer()
                    ? failed("File is too large.")
                    : error(
                            "File is too large: "
                                    + file.body().length
                                    + " bytes (max "
                                    + max
                                    + " bytes).");
        }
        Media media =
                library.store(
                        organization, frontendUrl.get(), type.get(), file.body(), Optional.empty());
        return JavaScriptJson.object().put("id", media.id()).put("path", media.path());
    }

    private JsonNode refused(String reason) {
        return isNewer() ? failed(reason) : error(reason);
    }

    private boolean isNewer() {
        return conditions.has(Feature.NEWER_TOOL_TEXTS);
    }

    private static JsonNode failed(String reason) {
        return error("Failed to upload media from URL: " + reason);
    }

    private static JsonNode error(String message) {
        return JavaScriptJson.object().put("error", message);
    }
}
