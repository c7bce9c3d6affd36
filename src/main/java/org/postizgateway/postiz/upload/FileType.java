package org.postizgateway.postiz.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Types of files that posts can have, told by their first bytes as Postiz tells them (contract,
 * section 3.6). Postiz stores avif, bmp and tiff too, but takes none of them in a post.
 */
public enum FileType {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    MP4("video/mp4", "mp4");

    private static final Set<String> MP4_BRANDS =
            Set.of("isom", "iso2", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash");
    private static final int HEAD = 12;

    private final String contentType;
    private final String extension;

    FileType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    /** Media type, such as {@code image/png}. */
    public String contentType() {
        return contentType;
    }

    /** How the name of such a file has to end, without the dot. */
    public String extension() {
        return extension;
    }

    /** The media types of all, for people. */
    public static String all() {
        return Arrays.stream(values()).map(FileType::contentType).collect(Collectors.joining(", "));
    }

    /**
     * @param name media type, or how the name of such a file ends, as {@code jpg} and {@code jpeg}
     * @return empty when no post can have it
     */
    public static Optional<FileType> called(String name) {
        String kind =
                name.strip().toLowerCase(Locale.ROOT).replaceFirst("^(?:image/|video/|\\.)", "");
        return Arrays.stream(values())
                .filter(
                        type ->
                                kind.equals(type.extension)
                                        || type.contentType.endsWith("/" + kind))
                .findFirst();
    }

    /**
     * @param bytes of a file, or its beginning
     * @return empty when no post can have it
     */
    public static Optional<FileType> of(byte[] bytes) {
        String hex = HexFormat.of().formatHex(Arrays.copyOf(bytes, HEAD));
        if (hex.startsWith("89504e470d0a1a0a")) {
            return Optional.of(PNG);
        }
        if (hex.startsWith("ffd8ff")) {
            return Optional.of(JPEG);
        }
        if (hex.startsWith("47494638")) {
            return Optional.of(GIF);
        }
        if (ascii(bytes, 0).equals("RIFF") && ascii(bytes, 8).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        return ascii(bytes, 4).equals("ftyp") && MP4_BRANDS.contains(ascii(bytes, 8))
                ? Optional.of(MP4)
                : Optional.empty();
    }

    private static String ascii(byte[] bytes, int from) {
        return bytes.length < from + 4
                ? ""
                : new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
