package org.postizgateway.postiz.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Addresses of the files that Postiz has stored lately for callers of this gateway. */
public final class KnownMedia {

    private static final int MOST = 10_000;

    private final Set<String> addresses =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<String, Boolean> eldest) {
                                    return size() > MOST;
                                }
                            }));

    public void remember(String address) {
        addresses.add(address);
    }

    public boolean contains(String address) {
        return addresses.contains(address);
    }
}
