package org.postizgateway.console.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From which origins the console shows pictures and videos itself: those of the Postiz that the
 * gateway is set to. From anywhere else an operator's browser loads nothing without being told to.
 */
public final class MediaOrigins {

    private static final String CLOUD = "https://api.postiz.com";
    private static final String UPLOADS_OF_CLOUD = "https://uploads.postiz.com";

    private final Set<String> origins = new TreeSet<>();

    /**
     * @param urls of Postiz: its backend, its web interface
     */
    public MediaOrigins(List<URI> urls) {
        urls.forEach(url -> origin(url).ifPresent(origins::add));
        if (origins.contains(CLOUD)) {
            origins.add(UPLOADS_OF_CLOUD);
        }
    }

    /** As sources of a {@code Content-Security-Policy}. */
    public List<String> all() {
        return List.copyOf(origins);
    }

    /**
     * A file that Postiz answered with.
     *
     * @param url http or https
     * @param host with its port, if the URL has one
     * @param shown whether the console shows it; else it is a link
     */
    public record Media(String url, String host, boolean video, boolean shown) {}

    /** What an address is to the console; empty when it is none that a browser should open. */
    Optional<Media> media(String address) {
        return uri(address)
                .filter(url -> origin(url).isPresent())
                .map(
                        url ->
                                new Media(
                                        url.toASCIIString(),
                                        url.getRawAuthority(),
                                        String.valueOf(url.getPath())
                                                .toLowerCase(Locale.ROOT)
                                                .endsWith(".mp4"),
                                        origins.contains(origin(url).get())));
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Empty for anything but http and https, and for a URL with a user in it. */
    private static Optional<String> origin(URI url) {
        boolean web = url.getScheme() != null && url.getScheme().matches("(?i)https?");
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return Optional.of(
                (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT));
    }

    /** The files in results, each once. */
    List<Media> in(List<?> results) {
        List<Media> found = new ArrayList<>();
        for (Object result : results) {
            if (result instanceof Map<?, ?> map) {
                for (String name : List.of("url", "path")) {
                    if (map.get(name) instanceof String address) {
                        media(address).filter(m -> !found.contains(m)).ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }
}
