package org.postizgateway.sandbox.state;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.state.organization.Organization;

/** Stored files of all organizations, kept in memory and served under {@code /uploads}. */
public final class MediaLibrary {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final List<Media> files = new ArrayList<>();
    private final Clock clock;

    public MediaLibrary(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param frontendUrl base of the URL under which the file is served
     * @param prompt what the file was generated from
     */
    public Media store(
            Organization organization,
            String frontendUrl,
            FileType type,
            byte[] bytes,
            Optional<String> prompt) {
        String name = Ids.hex(32) + "." + type.extension();
        String path = frontendUrl + "/uploads/" + FOLDER.format(clock.instant()) + "/" + name;
        Media media =
                new Media(
                        UUID.randomUUID().toString(),
                        organization.id(),
                        name,
                        path,
                        type.contentType(),
                        prompt,
                        bytes,
                        clock.instant());
        synchronized (files) {
            files.add(media);
        }
        return media;
    }

    /** Everything stored, oldest first. */
    public List<Media> all() {
        synchronized (files) {
            return List.copyOf(files);
        }
    }

    public Optional<Media> named(String name) {
        return all().stream().filter(media -> media.name().equals(name)).findFirst();
    }

    public void clear() {
        synchronized (files) {
            files.clear();
        }
    }
}
