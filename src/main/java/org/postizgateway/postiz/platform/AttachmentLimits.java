package org.postizgateway.postiz.platform;

/**
 * How many attachments a network publishes with one item, and of which kind.
 *
 * @param min fewest of a post; comments and thread items may go without
 * @param max most, of either kind
 * @param pictures most pictures
 * @param videos most videos
 * @param mixed whether pictures and videos go together
 * @param inComments most in an item after the first; the limits of the post where null
 * @param words the limits of a post, as they follow "must be"
 */
public record AttachmentLimits(
        int min,
        Integer max,
        Integer pictures,
        Integer videos,
        Boolean mixed,
        Integer inComments,
        String words) {

    /** Of a network that nothing is known of. */
    static final AttachmentLimits NONE =
            new AttachmentLimits(0, null, null, null, null, null, "any pictures and videos");

    public AttachmentLimits {
        max = max == null ? Integer.MAX_VALUE : max;
        pictures = pictures == null ? max : pictures;
        videos = videos == null ? max : videos;
        mixed = mixed == null || mixed;
    }

    /** Whether a network publishes a post with so many of each. */
    public boolean allow(long pictures, long videos) {
        return pictures + videos >= min && allowInItem(pictures, videos);
    }

    /** The same for an item of its thread. */
    public boolean allowInItem(long pictures, long videos) {
        return pictures + videos <= max
                && pictures <= this.pictures
                && videos <= this.videos
                && (mixed || pictures == 0 || videos == 0);
    }
}
