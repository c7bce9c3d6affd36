package org.postizgateway.mcp.feature;

import io.modelcontextprotocol.util.DefaultMcpUriTemplateManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The content of a resource changed.
 *
 * @param uri of the resource; of a template, whatever it describes may have changed
 * @param owner name of the principal who alone is told, because the resource is another one to each
 *     caller; empty when all are told
 */
public record ResourceUpdate(String uri, Optional<String> owner) {

    /**
     * Of which resources a caller is told.
     *
     * @param watched URIs that the caller watches
     * @param caller name of the caller's principal; empty when the door does not authenticate
     */
    public List<String> among(Collection<String> watched, Optional<String> caller) {
        if (watched.isEmpty() || owner.isPresent() && !owner.equals(caller)) {
            return List.of();
        }
        if (!uri.contains("{")) {
            return watched.contains(uri) ? List.of(uri) : List.of();
        }
        DefaultMcpUriTemplateManager template = new DefaultMcpUriTemplateManager(uri);
        return watched.stream().filter(template::matches).toList();
    }
}
