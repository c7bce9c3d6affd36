package org.postizgateway.postiz.preflight.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.postiz.content.Content;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.TextForm;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;

/** Brings the texts of a post into the HTML that Postiz publishes as they are meant. */
public final class ItemContents {

    private static final String ANY_NETWORK = "The network";

    private ItemContents() {}

    /**
     * The items with content as HTML. What is wrong or surprising goes into the findings.
     *
     * @param goOn called before each item; throws to end the work
     */
    public static List<Item> written(
            SocialPost post, Optional<Platform> platform, Findings found, Runnable goOn) {
        TextForm form =
                platform.map(known -> TextForm.of(known, post.settings())).orElse(TextForm.PLAIN);
        String network = platform.map(Platform::name).orElse(ANY_NETWORK);
        List<Item> written = new ArrayList<>();
        for (int i = 0; i < post.items().size(); i++) {
            goOn.run();
            Item item = post.items().get(i);
            String where = "postsAndComments[" + i + "]";
            Content content = Content.of(item.content(), item.format(), form, network);
            content.problems().forEach(problem -> found.problem(where + ".content", problem));
            content.notices().forEach(notice -> found.notice(where + ": " + notice));
            written.add(new Item(content.html(), item.attachments()));
        }
        return written;
    }
}
