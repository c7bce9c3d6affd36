package org.postizgateway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.sandbox.web.ReceivedRequest;

/**
 * The tools that publish, cost credit or cannot be repeated. A marker, part of what is created,
 * tells the calls of one cell from all others.
 */
public enum SideEffect {
    SCHEDULE_POST("schedulePostTool", Operation.CREATE_POST, "post-create") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of(
                    "socialPost",
                    List.of(
                            Map.of(
                                    "integrationId", tenant.channel(),
                                    "type", "schedule",
                                    "date", "2099-12-15T10:00:00Z",
                                    "postsAndComments", List.of(Map.of("content", marker)),
                                    "settings", Map.of("who_can_reply_post", "everyone"))));
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return postiz.posts().all().stream()
                    .filter(post -> post.content().contains(marker))
                    .count();
        }
    },
    POST_SETTINGS("postSettingsTool", Operation.POST_SETTINGS, "post-settings") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of(
                    "id",
                    tenant.post(),
                    "settings",
                    List.of(Map.of("key", "who_can_reply_post", "value", "following")));
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            JsonNode settings = postiz.posts().find(tenant.post()).orElseThrow().settings();
            return settings.path("who_can_reply_post").asText().equals("following") ? 1 : 0;
        }

        @Override
        String mark(Tenant tenant, String marker) {
            return tenant.post();
        }
    },
    UPLOAD("uploadFromUrlTool", Operation.UPLOAD_FROM_URL, "media-upload-from-url") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("url", tenant.postizUrl() + "/examples/" + marker + ".png");
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            Organization organization = postiz.organization(tenant.apiKey());
            return postiz.media().all().stream()
                    .filter(file -> file.organizationId().equals(organization.id()))
                    .filter(file -> file.prompt().isEmpty())
                    .filter(file -> !Arrays.equals(file.bytes(), Pictures.of(marker)))
                    .count();
        }
    },
    UPLOAD_FILE("uploadFileTool", Operation.UPLOAD, "media-upload") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("content", Base64.getEncoder().encodeToString(Pictures.of(marker)));
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return postiz.media().all().stream()
                    .filter(file -> Arrays.equals(file.bytes(), Pictures.of(marker)))
                    .count();
        }

        @Override
        String mark(Tenant tenant, String marker) {
            return Pictures.sha256(marker);
        }

        /** Of a form nothing is written down. */
        @Override
        String sent(Tenant tenant, String marker) {
            return "";
        }
    },
    GENERATE_IMAGE("generateImageTool", Operation.MCP_GENERATE_IMAGE, "mcp-call") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("prompt", marker);
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return generated(postiz, marker, ".png");
        }
    },
    GENERATE_VIDEO("generateVideoTool", Operation.GENERATE_VIDEO, "video-generate") {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of(
                    "identifier", "veo3",
                    "output", "vertical",
                    "customParams", List.of(Map.of("key", "prompt", "value", marker)));
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return generated(postiz, marker, ".mp4");
        }

        @Override
        Operation operation(PostizSandbox postiz) {
            return postiz.conditions().has(Feature.VIDEO_JOBS)
                    ? Operation.MCP_GENERATE_VIDEO
                    : super.operation(postiz);
        }
    },
    POST_STATUS("postStatusTool", Operation.POST_STATUS, "post-status", Tenant::parked) {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("ids", List.of(tenant.parked()), "status", "scheduled");
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            PostState state = postiz.posts().find(tenant.parked()).orElseThrow().state();
            return state == PostState.QUEUE ? 1 : 0;
        }
    },
    DELETE_POST("deletePostTool", Operation.DELETE_POST, "post-delete", Tenant::doomed) {
        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("ids", List.of(tenant.doomed()), "confirm", 1);
        }

        /** Of a post that is to go: whether it is gone. */
        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return postiz.posts().find(tenant.doomed()).isEmpty() ? 1 : 0;
        }
    },
    EDIT_POST("editPostTool", Operation.CREATE_POST, "post-create", Tenant::edited) {
        @Override
        void prepare(PostizSandbox postiz, Tenant tenant, Caller caller) {
            LivingPosts.schedule(tenant.edited(), postiz, caller);
        }

        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("id", tenant.edited(), "content", LivingPosts.EDITED);
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return LivingPosts.count(
                    tenant.edited(), postiz, post -> post.content().contains(LivingPosts.EDITED));
        }
    },
    MOVE_POST("reschedulePostTool", Operation.CREATE_POST, "post-create", Tenant::moved) {
        @Override
        void prepare(PostizSandbox postiz, Tenant tenant, Caller caller) {
            LivingPosts.schedule(tenant.moved(), postiz, caller);
        }

        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("ids", List.of(tenant.moved()), "date", LivingPosts.MOVED_TO.toString());
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return LivingPosts.count(
                    tenant.moved(),
                    postiz,
                    post -> post.publishDate().equals(LivingPosts.MOVED_TO));
        }
    },
    RETRY_POST("retryPostTool", Operation.CREATE_POST, "post-create", Tenant::failed) {
        @Override
        void prepare(PostizSandbox postiz, Tenant tenant, Caller caller) {
            LivingPosts.fail(tenant.failed(), tenant.channel(), postiz, caller);
        }

        @Override
        public Map<String, Object> arguments(Tenant tenant, String marker) {
            return Map.of("ids", List.of(tenant.failed()));
        }

        @Override
        public long exist(PostizSandbox postiz, Tenant tenant, String marker) {
            return LivingPosts.count(
                    tenant.failed(), postiz, post -> post.state() == PostState.QUEUE);
        }
    };

    public final String tool;
    private final Operation operation;
    final String kamelet;
    private final Function<Tenant, String> post;

    SideEffect(String tool, Operation operation, String kamelet) {
        this(tool, operation, kamelet, null);
    }

    /**
     * @param post that is changed
     */
    SideEffect(String tool, Operation operation, String kamelet, Function<Tenant, String> post) {
        this.post = post;
        this.tool = tool;
        this.operation = operation;
        this.kamelet = "postiz-" + kamelet + "-action";
    }

    public abstract Map<String, Object> arguments(Tenant tenant, String marker);

    /** Makes what is to be changed, where the gateway has to know it. */
    void prepare(PostizSandbox postiz, Tenant tenant, Caller caller) {}

    /** Whether it sends no creates but those of a new post. */
    boolean sharesTenant() {
        return operation != Operation.CREATE_POST || this == SCHEDULE_POST;
    }

    /** The one request that has the effect, in the version that this Postiz is. */
    Operation operation(PostizSandbox postiz) {
        return operation;
    }

    /** How many of it are in Postiz. */
    public abstract long exist(PostizSandbox postiz, Tenant tenant, String marker);

    /** What ledger rows of the call contain. */
    String mark(Tenant tenant, String marker) {
        return post == null ? marker : post.apply(tenant);
    }

    /** What requests of the call contain. */
    String sent(Tenant tenant, String marker) {
        return mark(tenant, marker);
    }

    /** Whether its own steps see in the listing that it was made, which counts as an attempt. */
    boolean isLookedFor() {
        return post != null;
    }

    /** How many requests reached Postiz. */
    long received(PostizSandbox postiz, Tenant tenant, String marker) {
        return postiz.requests().of(operation(postiz)).stream()
                .map(SideEffect::words)
                .filter(request -> request.contains(sent(tenant, marker)))
                .count();
    }

    private static String words(ReceivedRequest request) {
        return request.path() + " " + request.body();
    }

    private static long generated(PostizSandbox postiz, String marker, String extension) {
        return postiz.media().all().stream()
                .filter(file -> file.name().endsWith(extension))
                .filter(file -> file.prompt().filter(marker::equals).isPresent())
                .count();
    }
}
