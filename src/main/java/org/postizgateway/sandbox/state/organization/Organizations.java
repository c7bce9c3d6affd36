package org.postizgateway.sandbox.state.organization;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tenants, found by API key or id. */
public final class Organizations {

    private final List<OrganizationSeed> seeds;
    private volatile Map<String, Organization> byKey;

    public Organizations(List<OrganizationSeed> seeds) {
        this.seeds = List.copyOf(seeds);
        reset();
    }

    /** Back to the seeds. */
    public void reset() {
        Map<String, Organization> fresh = new LinkedHashMap<>();
        seeds.forEach(seed -> fresh.put(seed.apiKey(), new Organization(seed)));
        byKey = fresh;
    }

    public Optional<Organization> byKey(String apiKey) {
        return Optional.ofNullable(byKey.get(apiKey));
    }

    public Optional<Organization> byId(String id) {
        return all().stream().filter(organization -> organization.id().equals(id)).findFirst();
    }

    public Collection<Organization> all() {
        return byKey.values();
    }
}
