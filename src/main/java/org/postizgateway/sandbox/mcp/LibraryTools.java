package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.postizgateway.sandbox.api.MediaPages;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** The tool that lists the media library. */
public final class LibraryTools {

    private final MediaPages pages;

    public LibraryTools(MediaPages pages) {
        this.pages = pages;
    }

    Map<String, Tool> tools() {
        return Map.of("mediaListTool", Tool.immediate(this::list));
    }

    private JsonNode list(ObjectNode arguments, Organization organization) {
        MediaPages.Page page =
                pages.page(
                        organization,
                        arguments.path("page").asInt(1),
                        arguments.path("search").asText());
        ObjectNode result = JavaScriptJson.object().put("pages", page.pages());
        result.set("output", page.rows());
        return result;
    }
}
