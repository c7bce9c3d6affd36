package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.state.TokenState;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.state.post.PostState;

/**
 * Drafts of a {@link Tenant} brought further. An older Postiz lists neither media nor comments, so
 * they are first replaced as a whole through the gateway, which knows them from then on.
 */
final class LivingPosts {

    static final String KNOWN = "Known to the gateway";
    static final String EDITED = "Edited since";
    static final Instant MOVED_TO = Instant.parse("2099-06-01T09:00:00Z");

    private LivingPosts() {}

    /** Lets a workflow wait for the date of the post. */
    static void schedule(String id, PostizSandbox postiz, Caller caller) {
        postiz.posts().startWorkflow(queued(id, postiz, caller));
    }

    /** Lets the post meet a channel that is to be connected again. */
    static void fail(String id, String channel, PostizSandbox postiz, Caller caller) {
        Post post = queued(id, postiz, caller);
        postiz.conditions().getTokens().put(channel, TokenState.REFRESH_FAILS);
        postiz.posts().startWorkflow(post);
        assertThat(postiz.posts().find(id).orElseThrow().state()).isEqualTo(PostState.ERROR);
        postiz.conditions().getTokens().remove(channel);
    }

    private static Post queued(String id, PostizSandbox postiz, Caller caller) {
        Answer known =
                caller.call(
                        SideEffect.EDIT_POST.tool,
                        Map.of(
                                "id",
                                id,
                                "content",
                                KNOWN,
                                "attachments",
                                List.of(),
                                "comments",
                                List.of()));
        assertThat(known.isError()).as(known.text()).isFalse();
        return postiz.posts().changeState(postiz.posts().find(id).orElseThrow(), PostState.QUEUE);
    }

    /** 1 if there is such a post with this id, else 0. */
    static long count(String id, PostizSandbox postiz, Predicate<Post> that) {
        return postiz.posts().find(id).filter(that).stream().count();
    }
}
