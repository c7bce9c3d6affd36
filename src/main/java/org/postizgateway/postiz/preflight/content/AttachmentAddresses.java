package org.postizgateway.postiz.preflight.content;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postizgateway.postiz.mapping.KnownMedia;
import org.postizgateway.postiz.preflight.finding.Findings;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.upload.Presence;

/**
 * Holds the addresses of attachments against what is there. Postiz stores any text that ends like a
 * file (contract, section 3.6), a path on the caller's machine or an invented address too, and
 * fails when it publishes.
 */
public final class AttachmentAddresses {

    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/?#]+/\\S*");

    private static final int MOST_ASKED_FOR = 50;
    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_OF_A_CALL = 4;
    private static final long PATIENCE_SECONDS = 8;

    private final Function<String, Presence> presence;
    private final KnownMedia known;
    private final ExecutorService executor =
            Executors.newFixedThreadPool(AT_ONCE, AttachmentAddresses::thread);

    /**
     * @param presence asks whether a file is at an address
     */
    public AttachmentAddresses(Function<String, Presence> presence, KnownMedia known) {
        this.presence = presence;
        this.known = known;
    }

    /**
     * Whether the files of all posts are there; those that nobody was asked about, or not in time,
     * are missing. A call asks for few at once, so that those of another have their turn.
     */
    public Map<String, Presence> ask(Collection<SocialPost> posts) {
        List<String> unknown =
                posts.stream()
                        .flatMap(post -> post.items().stream())
                        .flatMap(item -> item.attachments().stream())
                        .flatMap(file -> Stream.of(file.path(), file.thumbnail()))
                        .filter(address -> WEB.matcher(address).matches())
                        .filter(address -> !known.contains(address))
                        .distinct()
                        .limit(MOST_ASKED_FOR)
                        .toList();
        Queue<String> open = new ConcurrentLinkedQueue<>(unknown);
        Map<String, Presence> found = new ConcurrentHashMap<>();
        Callable<Void> asking =
                () -> {
                    for (String address = open.poll(); address != null; address = open.poll()) {
                        found.put(address, presence(address));
                    }
                    return null;
                };
        int atOnce = Math.min(AT_ONCE_OF_A_CALL, unknown.size());
        try {
            executor.invokeAll(
                    Collections.nCopies(atOnce, asking), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Whoever asks still, asks for nothing more.
        open.clear();
        return Map.copyOf(found);
    }

    private Presence presence(String address) {
        try {
            return presence.apply(address);
        } catch (RuntimeException e) {
            return Presence.UNKNOWN;
        }
    }

    /** Reports addresses that no network can fetch. */
    public void check(SocialPost post, Map<String, Presence> presences, Findings found) {
        for (int i = 0; i < post.items().size(); i++) {
            List<Attachment> files = post.items().get(i).attachments();
            for (int k = 0; k < files.size(); k++) {
                String field = "postsAndComments[" + i + "].attachments[" + k + "]";
                check(field, files.get(k).path(), presences, found);
                if (!files.get(k).thumbnail().isEmpty()) {
                    check(field + ".thumbnail", files.get(k).thumbnail(), presences, found);
                }
            }
        }
    }

    private void check(
            String field, String address, Map<String, Presence> presences, Findings found) {
        if (!WEB.matcher(address).matches()) {
            found.problem(
                    field,
                    "is not an address on the web, so that Postiz cannot fetch it. Put the file"
                            + " where it has a public https address, pass that to"
                            + " uploadFromUrlTool, and use the path that it returns.");
        } else if (!known.contains(address)) {
            switch (presences.getOrDefault(address, Presence.UNKNOWN)) {
                case ABSENT ->
                        found.problem(
                                field,
                                "leads nowhere: there is no such file. Use the path exactly as"
                                        + " uploadFromUrlTool or a generator returned it.");
                case UNKNOWN ->
                        found.notice(
                                field
                                        + " could not be checked. If there is no such file,"
                                        + " publishing fails.");
                case THERE -> {}
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "attachment-addresses");
        thread.setDaemon(true);
        return thread;
    }
}
