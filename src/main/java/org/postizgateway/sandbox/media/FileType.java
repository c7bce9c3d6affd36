package org.postizgateway.sandbox.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Types that Postiz accepts, told by their first bytes, never by their name. */
public enum FileType {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    AVIF("image/avif", "avif"),
    BMP("image/bmp", "bmp"),
    TIFF("image/tiff", "tiff"),
    MP4("video/mp4", "mp4");

    private static final long MAX_IMAGE_BYTES = 10L * 1024 * 1024;
    private static final long MAX_VIDEO_BYTES = 1024L * 1024 * 1024;
    private static final Set<String> MP4_BRANDS =
            Set.of("isom", "iso2", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash");

    private final String contentType;
    private final String extension;

    FileType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    public String extension() {
        return extension;
    }

    /** Largest accepted file, in bytes. */
    public long maxBytes() {
        return this == MP4 ? MAX_VIDEO_BYTES : MAX_IMAGE_BYTES;
    }

    /** The type of a file, empty when Postiz does not take it. */
    public static Optional<FileType> of(byte[] bytes) {
        String hex = HexFormat.of().formatHex(Arrays.copyOf(bytes, 12));
        if (hex.startsWith("89504e470d0a1a0a")) {
            return Optional.of(PNG);
        }
        if (hex.startsWith("ffd8ff")) {
            return Optional.of(JPEG);
        }
        if (hex.startsWith("47494638")) {
            return Optional.of(GIF);
        }
        if (hex.startsWith("424d")) {
            return Optional.of(BMP);
        }
        if (hex.startsWith("49492a00") || hex.startsWith("4d4d002a")) {
            return Optional.of(TIFF);
        }
        if (ascii(bytes, 0).equals("RIFF") && ascii(bytes, 8).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (ascii(bytes, 4).equals("ftyp")) {
            return ascii(bytes, 8).equals("avif") ? Optional.of(AVIF) : mp4(ascii(bytes, 8));
        }
        return Optional.empty();
    }

    private static Optional<FileType> mp4(String brand) {
        return MP4_BRANDS.contains(brand) ? Optional.of(MP4) : Optional.empty();
    }

    private static String ascii(byte[] bytes, int from) {
        return bytes.length < from + 4
                ? ""
                : new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
