package org.postizgateway.generation.check.start;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;

/**
 * Finds where in the route files something is written: most of Camel's failures name a route or a
 * Kamelet and no file.
 */
final class Places {

    private static final String QUOTE = "[\"']?";
    private static final String NAME_ENDS = "(?![A-Za-z0-9_.-])";

    /** A line of a file. */
    record Place(SetFile file, int line) {

        @Override
        public String toString() {
            return file.name() + ", line " + line;
        }
    }

    private final ConfigurationSet set;

    Places(ConfigurationSet set) {
        this.set = set;
    }

    List<Place> ofRoute(String id) {
        return find("^[\\s-]*(id|routeId):\\s*", id);
    }

    /** Where a Kamelet is called. */
    List<Place> ofCallsTo(String kamelet) {
        return find("(kamelet:|name:\\s)\\s*", kamelet);
    }

    /** Where routes begin that offer a tool, a resource or a prompt. */
    List<Place> ofFeature(String name) {
        return find("ai-(tool|resource|prompt):", name);
    }

    /** Where a route is made from a template. */
    List<Place> ofTemplateRef(String template) {
        return find("routeTemplateRef:\\s*", template);
    }

    /** Where a class is named. */
    List<Place> ofClass(String name) {
        return find("(?<![\\w.])", name);
    }

    private List<Place> find(String before, String name) {
        Pattern pattern = Pattern.compile(before + QUOTE + Pattern.quote(name) + NAME_ENDS);
        List<Place> places = new ArrayList<>();
        for (SetFile file : set.yaml(ConfigurationSet.ROUTES)) {
            List<String> lines = file.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    places.add(new Place(file, i + 1));
                }
            }
        }
        return places;
    }
}
