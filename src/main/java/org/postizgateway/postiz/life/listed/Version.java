package org.postizgateway.postiz.life.listed;

import java.util.List;
import org.postizgateway.plain.Digests;
import org.postizgateway.postiz.json.JsonBody;

/** Names what a post was when it was read, so that a change by somebody else shows. */
public final class Version {

    private static final int LENGTH = 12;

    private Version() {}

    /** Another text for each state in which a post can be read. */
    public static String of(ListedPost post) {
        String all =
                JsonBody.write(
                        List.of(
                                post.group(),
                                post.due(),
                                post.state(),
                                post.content(),
                                post.settings(),
                                post.media().orElse(List.of())));
        return Digests.sha256(all).substring(0, LENGTH);
    }
}
