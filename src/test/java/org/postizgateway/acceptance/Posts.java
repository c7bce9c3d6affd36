package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;

/**
 * What an agent schedules on the channel of a tenant, and what came of it.
 *
 * @param agent with the key of the tenant
 */
record Posts(PostizSandbox postiz, Tenant tenant, Caller agent) {

    /** An element of {@code socialPost} in a far future. */
    Map<String, Object> post(String content) {
        return on("2099-12-15", content);
    }

    /** An element of {@code socialPost} for ten o'clock UTC of a day. */
    Map<String, Object> on(String day, String content) {
        return Map.of(
                "integrationId", tenant.channel(),
                "type", "schedule",
                "date", day + "T10:00:00Z",
                "postsAndComments", List.of(Map.of("content", content)),
                "settings", Map.of("who_can_reply_post", "everyone"));
    }

    Answer schedule(List<Map<String, Object>> posts) {
        return agent.call("schedulePostTool", Map.of("socialPost", posts));
    }

    /** What is queued at Postiz: without the draft that each tenant has from the start. */
    List<Post> planned() {
        return postiz.posts().of(postiz.organization(tenant.apiKey())).stream()
                .filter(post -> post.state() == PostState.QUEUE)
                .toList();
    }

    /** Ids of the posts that an answer tells as created. */
    static List<String> created(Answer answer) {
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return StreamSupport.stream(answer.structured().path("output").spliterator(), false)
                .map(post -> post.path("postId").asText())
                .toList();
    }
}
