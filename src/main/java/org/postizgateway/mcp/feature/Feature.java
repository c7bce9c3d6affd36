package org.postizgateway.mcp.feature;

import java.util.Map;
import java.util.Set;

/** Something that a running route offers to MCP clients. */
public interface Feature {

    /** What a feature is listed under. */
    enum Kind {
        TOOL("tools"),
        RESOURCE("resources"),
        RESOURCE_TEMPLATE("resources"),
        PROMPT("prompts");

        private final String notification;

        Kind(String group) {
            this.notification = "notifications/" + group + "/list_changed";
        }

        /** The notification that tells clients of a change in the list. */
        public String listChanged() {
            return notification;
        }
    }

    Kind kind();

    /** What the feature is found by within its kind: a name, or the URI of a resource. */
    String id();

    Set<String> tags();

    /** The entry in the list of its kind, as it goes over the wire. */
    Map<String, Object> definition();
}
