package org.postizgateway.console.tenant;

import java.util.List;
import java.util.Map;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.ledger.Credentials;
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

    private final TenantList tenants;
    private final Credentials credentials;

    public TenantController(TenantList tenants, Credentials credentials) {
        this.tenants = tenants;
        this.credentials = credentials;
    }

    @GetMapping
    Map<String, List<Tenant>> list() {
        return Map.of("tenants", tenants.latest());
    }

    /** Of this replica; the tenant's next call that changes something brings it again. */
    @DeleteMapping("/{tenant}/credential")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String tenant) {
        if (!credentials.forget(tenant)) {
            throw new OpsProblem(
                    HttpStatus.NOT_FOUND,
                    "This replica remembers no credential of a tenant with this hash. POSTIZ_API_KEY"
                            + " is a setting and is not forgotten.");
        }
    }
}
