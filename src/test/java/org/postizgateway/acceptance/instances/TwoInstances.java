package org.postizgateway.acceptance.instances;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.postizgateway.acceptance.Caller;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.OrganizationSeed;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.security.TestIssuer;

/**
 * Two Postiz for one gateway, and an identity provider that knows Alice, whose key is of the
 * default one, and Bob, whose key is of the one that is called support. Both organizations have the
 * same id and the same channel.
 */
final class TwoInstances implements AutoCloseable {

    static final String ALICE = "alice";
    static final String BOB = "bob";
    static final String ALICES_KEY = "key-of-marketing";
    static final String BOBS_KEY = "key-of-support";

    /** Of another organization of the instance support. */
    static final String OTHER_KEY = "another-key-of-support";

    static final String CHANNEL = "cmacceptance0000000000000";

    private static final String PUBLIC_URL = "https://mcp.example";
    private static final String ORGANIZATION = UUID.randomUUID().toString();

    final PostizSandbox marketing;
    final PostizSandbox support;
    private final TestIssuer issuer;
    private final Path keys;

    /**
     * @param keys where the file with the keys is to be
     */
    TwoInstances(SandboxSettings settings, Path keys) throws Exception {
        this.keys = keys;
        issuer = new TestIssuer();
        marketing =
                new PostizSandbox(
                                settings.organizations(
                                        List.of(seed(ORGANIZATION, "Marketing", ALICES_KEY))))
                        .start();
        support =
                new PostizSandbox(
                                settings.organizations(
                                        List.of(
                                                seed(ORGANIZATION, "Support", BOBS_KEY),
                                                seed(
                                                        UUID.randomUUID().toString(),
                                                        "Other",
                                                        OTHER_KEY))))
                        .start();
        assign(BOBS_KEY);
    }

    private static OrganizationSeed seed(String id, String name, String key) {
        return new OrganizationSeed(
                id, name, key, List.of(), List.of(Channel.of(CHANNEL, "x", "X of " + name)), 100);
    }

    /** Writes Alice's key, and one of the instance support for Bob. */
    void assign(String bobsKey) {
        write("alice: %s\nbob: {instance: support, key: %s}".formatted(ALICES_KEY, bobsKey));
    }

    void write(String content) {
        try {
            Files.writeString(keys.resolve("keys.yaml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("postiz.instances.support.url", support.baseUrl() + "/");
        settings.put("gateway.public-url", PUBLIC_URL);
        settings.put("gateway.identity.issuer", issuer.url());
        settings.put("gateway.identity.keys", keys.toString());
        settings.putAll(more);
        return Product.settings(marketing, settings);
    }

    Product start(Map<String, String> more) {
        return Product.before(marketing, settings(more));
    }

    /** Somebody who signs in at the identity provider. */
    Caller caller(int port, String person) {
        try {
            return new Caller(port, issuer.signed(issuer.claims(person, PUBLIC_URL + "/mcp")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Texts of what is queued at a Postiz. */
    static List<String> queued(PostizSandbox postiz) {
        return postiz.posts().all().stream()
                .filter(post -> post.state() == PostState.QUEUE)
                .map(post -> post.content())
                .toList();
    }

    Stream<PostizSandbox> both() {
        return Stream.of(marketing, support);
    }

    @Override
    public void close() {
        both().forEach(PostizSandbox::close);
        issuer.close();
    }
}
