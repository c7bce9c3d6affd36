package org.postizgateway.console;

import org.springframework.http.HttpStatus;

/** The hash of a tenant, as operators name one. */
public final class TenantParameter {

    /** What lines of the log and metrics show of it. */
    private static final String BEGINNING = "[0-9a-fA-F]{8}";

    private TenantParameter() {}

    /**
     * @throws OpsProblem 400 for the beginning that the log shows, by which nothing is found
     */
    public static String whole(String tenant) {
        if (tenant.matches(BEGINNING)) {
            throw new OpsProblem(
                    HttpStatus.BAD_REQUEST,
                    "'%s' is the beginning of a tenant's hash, as the log shows it. Give the whole of it, 32 digits: GET /ops/tenants has them, and POST /ops/tenant-hash tells that of a key."
                            .formatted(tenant));
        }
        return tenant;
    }
}
