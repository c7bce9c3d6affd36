package org.postizgateway.security.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All Postiz behind the gateway, and which of them a credential is of. */
public final class PostizInstances {

    private final PostizInstance byDefault;
    private final Map<String, PostizInstance> named = new TreeMap<>();
    private final Function<String, Optional<String>> names;

    /**
     * @param url of the default one, without a trailing slash
     * @param others URLs by name
     * @param names the name of the instance that a credential is of; empty for the default one
     */
    public PostizInstances(
            URI url, Map<String, URI> others, Function<String, Optional<String>> names) {
        this.byDefault = new PostizInstance("", url);
        others.forEach((name, other) -> named.put(name, new PostizInstance(name, other)));
        this.names = names;
    }

    /** Nothing but the default one. */
    public static PostizInstances only(URI url) {
        return new PostizInstances(url, Map.of(), credential -> Optional.empty());
    }

    /** The one that a credential is of: the default one unless the operator has said otherwise. */
    public PostizInstance of(String credential) {
        return names.apply(credential).map(named::get).orElse(byDefault);
    }

    /** The default one, then the others by name. */
    public List<PostizInstance> all() {
        List<PostizInstance> all = new ArrayList<>(named.size() + 1);
        all.add(byDefault);
        all.addAll(named.values());
        return all;
    }
}
