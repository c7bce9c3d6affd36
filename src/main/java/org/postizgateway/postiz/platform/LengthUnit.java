package org.postizgateway.postiz.platform;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what a network counts content (newer contract, section 7). */
public enum LengthUnit {
    /** Units of UTF-16, as JavaScript counts: an emoji is two or more. */
    @JsonProperty("utf-16")
    UTF_16_UNITS("characters"),
    /** The larger of those and the weighted length of a tweet, since Postiz has compared either. */
    @JsonProperty("twitter-weighted")
    TWITTER_WEIGHTED("characters as X counts them"),
    /** Bytes of UTF-8: a letter with an accent is two, a Chinese character three. */
    @JsonProperty("utf-8-bytes")
    UTF_8_BYTES("bytes of UTF-8");

    private final String words;

    LengthUnit(String words) {
        this.words = words;
    }

    /** The unit in words, in the plural. */
    public String words() {
        return words;
    }
}
