package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request asks Postiz to do: the unit in which requests are counted and faults scoped. */
public enum Operation {
    IS_CONNECTED("GET", "is-connected"),
    LIST_INTEGRATIONS("GET", "integrations"),
    DELETE_INTEGRATION("DELETE", "integrations/[^/]+"),
    LIST_GROUPS("GET", "groups"),
    INTEGRATION_SETTINGS("GET", "integration-settings/[^/]+"),
    INTEGRATION_TRIGGER("POST", "integration-trigger/[^/]+"),
    SOCIAL_URL("GET", "social/[^/]+"),
    FIND_SLOT("GET", "find-slot/[^/]+"),
    LIST_POSTS("GET", "posts"),
    CREATE_POST("POST", "posts"),
    DELETE_POST("DELETE", "posts/[^/]+"),
    DELETE_POST_GROUP("DELETE", "posts/group/[^/]+"),
    MISSING_CONTENT("GET", "posts/[^/]+/missing"),
    RELEASE_ID("PUT", "posts/[^/]+/release-id"),
    POST_SETTINGS("PUT", "posts/[^/]+/settings"),
    POST_STATUS("PUT", "posts/[^/]+/status"),
    CHANNEL_ANALYTICS("GET", "analytics/[^/]+"),
    POST_ANALYTICS("GET", "analytics/post/[^/]+"),
    POST_ATTACHMENTS("PUT", "posts/[^/]+/attachments"),
    ACCOUNT("GET", "me"),
    LIST_MEDIA("GET", "media"),
    UPLOAD("POST", "upload"),
    UPLOAD_FROM_URL("POST", "upload-from-url"),
    GENERATE_VIDEO("POST", "generate-video"),
    VIDEO_FUNCTION("POST", "video/function"),
    NOTIFICATIONS("GET", "notifications"),
    MCP_INITIALIZE("initialize"),
    MCP_TOOLS_LIST("tools/list"),
    MCP_INTEGRATION_LIST("integrationList"),
    MCP_GROUP_LIST("groupList"),
    MCP_INTEGRATION_SCHEMA("integrationSchema"),
    MCP_TRIGGER("triggerTool"),
    MCP_SCHEDULE_POST("integrationSchedulePostTool"),
    MCP_POSTS_LIST("postsListTool"),
    MCP_POST_SETTINGS("postSettingsTool"),
    MCP_VIDEO_OPTIONS("generateVideoOptions"),
    MCP_VIDEO_FUNCTION("videoFunctionTool"),
    MCP_GENERATE_VIDEO("generateVideoTool"),
    MCP_VIDEO_STATUS("videoStatusTool"),
    MCP_GENERATE_IMAGE("generateImageTool"),
    MCP_MEDIA_LIST("mediaListTool"),
    MCP_DELETE_POST("deletePostTool"),
    MCP_UPLOAD_FROM_URL("uploadFromUrlTool"),
    MEDIA_FILE("GET", Pattern.compile("/uploads/.+"), ""),
    OTHER("", Pattern.compile("(?!)"), "");

    private final String method;
    private final Pattern path;
    private final String mcpName;

    Operation(String method, String path) {
        this(method, Pattern.compile("/public/v1/" + path, Pattern.CASE_INSENSITIVE), "");
    }

    Operation(String mcpName) {
        this("", Pattern.compile("(?!)"), mcpName);
    }

    Operation(String method, Pattern path, String mcpName) {
        this.method = method;
        this.path = path;
        this.mcpName = mcpName;
    }

    /** The operation of a REST request, {@link #OTHER} when there is none. */
    public static Operation ofRequest(String method, String path) {
        return Arrays.stream(values())
                .filter(operation -> operation.method.equals(method))
                .filter(operation -> operation.path.matcher(path).matches())
                .findFirst()
                .orElse(OTHER);
    }

    /** The operation of an MCP message: its tool for {@code tools/call}, else its method. */
    public static Operation ofMcp(String methodOrTool) {
        return Arrays.stream(values())
                .filter(operation -> !operation.mcpName.isEmpty())
                .filter(operation -> operation.mcpName.equals(methodOrTool))
                .findFirst()
                .orElse(OTHER);
    }

    /** Reads {@code create-post} as well as {@code CREATE_POST}. */
    @JsonCreator
    public static Operation of(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(operation -> operation.name().equals(constant))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no operation is called "
                                                + name
                                                + ", only "
                                                + Arrays.toString(values())));
    }
}
