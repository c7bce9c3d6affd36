package org.postizgateway.mcp.feature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which tools a server offers of those it has. A toolset is a tag of tools; a tool that carries the
 * tag of none belongs to all of them.
 *
 * @param known the toolsets there are; where there are none, every tool is offered
 * @param served those whose tools are offered
 */
public record Toolsets(Set<String> known, Set<String> served) {

    /** Stands for every toolset that may be served. */
    public static final String ALL = "all";

    /** Every tool. */
    public static final Toolsets EVERY = new Toolsets(Set.of(), Set.of());

    /** A toolset was asked for that there is not, or that is not served. */
    public static final class UnknownToolsetException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        UnknownToolsetException(String message) {
            super(message);
        }
    }

    /**
     * @param known comma-separated names of the toolsets there are
     * @param served comma-separated names of those that are served; all when empty
     * @throws UnknownToolsetException when one is served that there is not
     */
    public static Toolsets of(String known, String served) {
        Set<String> names = names(known);
        return new Toolsets(names, names).serving(served);
    }

    /**
     * Only these of the toolsets there are, whatever is served otherwise.
     *
     * @param names comma-separated, in any case; empty changes nothing
     * @throws UnknownToolsetException when there is no toolset with one of the names
     */
    public Toolsets serving(String names) {
        return chosen(names, known, "There is no toolset '%s'; there are %s");
    }

    /**
     * Only these of the toolsets that are served.
     *
     * @param names comma-separated, in any case; empty changes nothing
     * @throws UnknownToolsetException when a toolset with one of the names is not served
     */
    public Toolsets narrowed(String names) {
        return chosen(names, served, "No toolset '%s' is served here; served are %s");
    }

    private Toolsets chosen(String names, Set<String> from, String refusal) {
        Set<String> chosen = names(names);
        if (known.isEmpty() || chosen.isEmpty()) {
            return this;
        }
        for (String name : chosen) {
            if (!name.equals(ALL) && !from.contains(name)) {
                throw new UnknownToolsetException(refusal.formatted(name, String.join(", ", from)));
            }
        }
        return new Toolsets(known, chosen.contains(ALL) ? from : chosen);
    }

    /** Whether a tool is offered. */
    public boolean offers(Feature tool) {
        Set<String> own = of(tool);
        return own.isEmpty() || own.stream().anyMatch(served::contains);
    }

    /** The toolsets that a tool belongs to; empty for all of them. */
    public Set<String> of(Feature tool) {
        return tool.tags().stream()
                .filter(known::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String list) {
        return list == null
                ? Set.of()
                : List.of(list.split(",")).stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
