package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** The page for uploads that a newer Postiz offers to hosts of MCP Apps (section 2.1). */
public final class AppResources {

    private static final String UPLOAD = "ui://postiz/upload";
    private static final String TYPE = "text/html;profile=mcp-app";

    private final Conditions conditions;
    private final Supplier<String> origin;

    public AppResources(Conditions conditions, Supplier<String> origin) {
        this.conditions = conditions;
        this.origin = origin;
    }

    boolean exist() {
        return conditions.has(Feature.MCP_APPS);
    }

    /** The result of {@code resources/list}. */
    ObjectNode list() {
        ObjectNode result = JavaScriptJson.object();
        ObjectNode page = result.putArray("resources").addObject();
        page.put("uri", UPLOAD).put("name", "Upload").put("description", "Upload from a device");
        page.put("mimeType", TYPE).set("_meta", meta());
        return result;
    }

    /** The result of {@code resources/read}. */
    Optional<ObjectNode> read(String uri) {
        if (!uri.equals(UPLOAD)) {
            return Optional.empty();
        }
        ObjectNode result = JavaScriptJson.object();
        ObjectNode page = result.putArray("contents").addObject();
        page.put("uri", UPLOAD).put("mimeType", TYPE).set("_meta", meta());
        page.put("text", "<!DOCTYPE html><html><body>Drop files here</body></html>");
        return Optional.of(result);
    }

    private ObjectNode meta() {
        ObjectNode meta = JavaScriptJson.object();
        ObjectNode ui = meta.putObject("ui");
        ui.putObject("csp").putArray("connectDomains").add(origin.get());
        ui.putObject("permissions").putObject("clipboardWrite");
        ui.put("prefersBorder", true);
        return meta;
    }
}
