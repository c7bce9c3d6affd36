package org.postizgateway.postiz.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All platforms that Postiz publishes to, from the classpath resource {@value #RESOURCE}. */
public final class PlatformCatalog {

    public static final String RESOURCE = "postiz/platforms.json";

    private final Map<String, Platform> byIdentifier;

    private PlatformCatalog(List<Platform> platforms) {
        Map<String, Platform> map = new LinkedHashMap<>();
        platforms.forEach(platform -> map.put(platform.identifier(), platform));
        this.byIdentifier = Collections.unmodifiableMap(map);
    }

    /**
     * Reads the catalogue that the jar carries.
     *
     * @throws UncheckedIOException when the resource is missing or is not what it should be
     */
    public static PlatformCatalog load() {
        try (InputStream json =
                PlatformCatalog.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IOException("classpath resource " + RESOURCE + " is missing");
            }
            return new PlatformCatalog(
                    new ObjectMapper().readValue(json, new TypeReference<List<Platform>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform with exactly this identifier, the {@code identifier} of a channel. */
    public Optional<Platform> find(String identifier) {
        return Optional.ofNullable(byIdentifier.get(identifier));
    }

    /** All platforms, in the order in which Postiz lists them. */
    public Collection<Platform> all() {
        return byIdentifier.values();
    }
}
