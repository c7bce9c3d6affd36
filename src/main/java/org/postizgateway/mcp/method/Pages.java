package org.postizgateway.mcp.method;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.Feature;

/**
 * Cuts a list into pages. The cursor names the last entry sent, so that it survives changes of the
 * list.
 */
record Pages(int size) {

    private static final String MARK = "after:";

    /**
     * One page.
     *
     * @param key the member of the result that holds the entries
     * @param features the whole list, ordered by id
     * @throws io.modelcontextprotocol.spec.McpError invalid params, for a cursor that was not
     *     issued here
     */
    Map<String, Object> page(String key, List<? extends Feature> features, McpRequest request) {
        List<? extends Feature> rest = features;
        Object cursor = request.params().get("cursor");
        if (cursor != null) {
            String after = decode(cursor);
            rest = features.stream().filter(feature -> feature.id().compareTo(after) > 0).toList();
        }
        List<? extends Feature> page = rest.subList(0, Math.min(size, rest.size()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(key, page.stream().map(Feature::definition).toList());
        if (page.size() < rest.size()) {
            result.put("nextCursor", encode(page.get(page.size() - 1).id()));
        }
        return result;
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((MARK + id).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(Object cursor) {
        try {
            String text =
                    new String(
                            Base64.getUrlDecoder().decode((String) cursor), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (ClassCastException | IllegalArgumentException e) {
            // Falls through to the same answer: where it breaks is of no use to the caller.
        }
        throw McpRequest.invalidParams(
                "params.cursor was not issued by this server; leave it out to start from the beginning");
    }
}
