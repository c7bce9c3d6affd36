package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organizations;
import org.postizgateway.sandbox.state.post.Post;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** What the networks get of stored posts, in the form that Postiz has for each. */
public final class PublishedPosts {

    private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};

    private final PlatformCatalog platforms = PlatformCatalog.load();
    private final Organizations organizations;

    public PublishedPosts(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * The text that the network gets, or will get when the post is due; empty for a channel that is
     * gone or of an unknown network.
     */
    public Optional<String> textOf(Post post) {
        return organizations
                .byId(post.organizationId())
                .flatMap(organization -> organization.channel(post.channelId()))
                .map(Channel::platform)
                .flatMap(platforms::find)
                .map(platform -> TextForm.of(platform, settings(post.settings())))
                .map(form -> PublishedText.of(post.content(), form));
    }

    /** The post as it is stored, with {@code publishedText}. */
    public ObjectNode view(Post post) {
        ObjectNode view = (ObjectNode) JavaScriptJson.tree(post);
        view.put("publishedText", textOf(post).orElse(null));
        return view;
    }

    private static Map<String, Object> settings(ObjectNode settings) {
        return JavaScriptJson.mapper().convertValue(settings, SETTINGS);
    }
}
