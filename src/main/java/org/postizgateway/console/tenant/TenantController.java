package org.postizgateway.console.tenant;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.TenantParameter;
import org.postizgateway.ledger.replica.ForgottenCredentials;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators see the tenants, and have the gateway forget what it remembers of one. */
@RestController
@RequestMapping("/ops/tenants")
public class TenantController {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,128}");

    private final TenantList tenants;
    private final ForgottenCredentials forgotten;
    private final Replica replica;

    public TenantController(TenantList tenants, ForgottenCredentials forgotten, Replica replica) {
        this.tenants = tenants;
        this.forgotten = forgotten;
        this.replica = replica;
    }

    @GetMapping
    Map<String, List<Tenant>> list() {
        return Map.of("tenants", tenants.latest());
    }

    /** At all replicas; the tenant's next call that changes something brings it again. */
    @DeleteMapping("/{tenant}/credential")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String tenant) {
        if (!HASH.matcher(TenantParameter.whole(tenant)).matches()
                || !forgetEverywhere(tenant) && !isOneOfSeveral()) {
            throw new OpsProblem(
                    HttpStatus.NOT_FOUND,
                    "The gateway remembers no credential of a tenant with this hash. POSTIZ_API_KEY"
                            + " is a setting and is not forgotten.");
        }
    }

    private boolean forgetEverywhere(String tenant) {
        try {
            return forgotten.forget(tenant);
        } catch (DataAccessException e) {
            throw new OpsProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "This replica has forgotten it. The ledger cannot be used, so other replicas"
                            + " were not told: ask again when it can.");
        }
    }

    /** Then another one may have remembered what this one did not. */
    boolean isOneOfSeveral() {
        return replica.alive().size() > 1;
    }
}
