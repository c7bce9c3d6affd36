package org.postizgateway.postiz.offer;

import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postizgateway.postiz.json.JsonBody;

/**
 * The tools of Postiz's MCP server that the gateway was written against, from the classpath
 * resource {@value #RESOURCE}: those that it calls, with their arguments, and those that it only
 * has heard of.
 */
public final class KnownTools {

    private static final String RESOURCE = "postiz/known-tools.json";

    private final OfferedTools called;
    private final Set<String> optional;
    private final Set<String> others;

    private KnownTools(OfferedTools called, Set<String> optional, Set<String> others) {
        this.called = called;
        this.optional = optional;
        this.others = others;
    }

    public static KnownTools load() {
        InputStream json = KnownTools.class.getClassLoader().getResourceAsStream(RESOURCE);
        Map<String, Object> known = JsonBody.readObject(json);
        Map<String, Set<String>> called = new TreeMap<>();
        JsonBody.readObject(known.get("called"))
                .forEach((tool, arguments) -> called.put(tool, names(arguments)));
        return new KnownTools(
                new OfferedTools(called), names(known.get("optional")), names(known.get("others")));
    }

    ToolDifference differenceTo(OfferedTools offered) {
        List<String> unknown =
                offered.arguments().keySet().stream()
                        .filter(tool -> !called.has(tool) && !others.contains(tool))
                        .toList();
        List<String> missing =
                called.arguments().keySet().stream()
                        .filter(tool -> !offered.has(tool) && !optional.contains(tool))
                        .toList();
        Map<String, Set<String>> added = new TreeMap<>();
        Map<String, Set<String>> lost = new TreeMap<>();
        for (String tool : called.arguments().keySet()) {
            if (offered.has(tool)) {
                putDifference(added, tool, offered.of(tool), called.of(tool));
                putDifference(lost, tool, called.of(tool), offered.of(tool));
            }
        }
        return new ToolDifference(unknown, missing, added, lost);
    }

    private static void putDifference(
            Map<String, Set<String>> target, String tool, Set<String> from, Set<String> without) {
        Set<String> rest = new TreeSet<>(from);
        rest.removeAll(without);
        if (!rest.isEmpty()) {
            target.put(tool, rest);
        }
    }

    private static Set<String> names(Object list) {
        Set<String> names = new LinkedHashSet<>();
        if (list instanceof List<?> values) {
            values.forEach(value -> names.add(Objects.toString(value)));
        }
        return names;
    }
}
