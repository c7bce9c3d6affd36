package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** The media library of an organization by pages of {@value #PAGE}, newest first. */
public final class MediaPages {

    private static final int PAGE = 18;

    private final MediaLibrary library;

    public MediaPages(MediaLibrary library) {
        this.library = library;
    }

    /**
     * @param pages how many there are
     * @param rows id, name, originalName, path and createdAt of each file
     */
    public record Page(int pages, ArrayNode rows) {}

    /**
     * @param number from 1
     * @param search part of the original name, of which the sandbox keeps none; empty for all
     */
    public Page page(Organization organization, int number, String search) {
        List<Media> files = new ArrayList<>(library.all());
        Collections.reverse(files);
        files.removeIf(
                file -> !file.organizationId().equals(organization.id()) || !search.isEmpty());
        ArrayNode rows = JavaScriptJson.array();
        files.stream()
                .skip((long) PAGE * (number - 1))
                .limit(PAGE)
                .forEach(
                        file ->
                                rows.addObject()
                                        .put("id", file.id())
                                        .put("name", file.name())
                                        .putNull("originalName")
                                        .put("path", file.path())
                                        .put("createdAt", Dates.withZone(file.createdAt())));
        return new Page((files.size() + PAGE - 1) / PAGE, rows);
    }
}
