package org.postizgateway.config.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postizgateway.config.camel.ConfigurationDirectory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * Finds where in the route files something is written, as {@code FILE, line N}: most of Camel's
 * failures name a route or a Kamelet and no file.
 */
final class RoutePlaces {

    private static final String QUOTE = "[\"']?";
    private static final String NAME_ENDS = "(?![A-Za-z0-9_.-])";

    private final ResourceLoader resources = new DefaultResourceLoader();
    private final List<String> files;

    RoutePlaces(Environment environment) {
        String pattern = environment.getProperty(ConfigurationDirectory.ROUTES, "");
        files = pattern.isBlank() ? List.of() : List.of(pattern.split(","));
    }

    List<String> ofRoute(String id) {
        return find("^[\\s-]*(id|routeId):\\s*", id);
    }

    /** Where a Kamelet is called. */
    List<String> ofCallsTo(String kamelet) {
        return find("(kamelet:|name:\\s)\\s*", kamelet);
    }

    /** Where routes begin that offer a tool, a resource or a prompt. */
    List<String> ofFeature(String name) {
        return find("ai-(tool|resource|prompt):", name);
    }

    /** Where a route is made from a template. */
    List<String> ofTemplateRef(String template) {
        return find("routeTemplateRef:\\s*", template);
    }

    private List<String> find(String before, String name) {
        Pattern pattern = Pattern.compile(before + QUOTE + Pattern.quote(name) + NAME_ENDS);
        List<String> places = new ArrayList<>();
        for (String file : files) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    places.add(file.replaceFirst("^file:", "") + ", line " + (i + 1));
                }
            }
        }
        return places;
    }

    /** None of a file that cannot be read, which Camel says better. */
    private List<String> lines(String file) {
        try {
            return resources
                    .getResource(file)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
