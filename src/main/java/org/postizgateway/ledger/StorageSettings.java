package org.postizgateway.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the ledger keeps.
 *
 * @param longestRequest of a longer request its beginning and hash are kept. Every picture's prompt
 *     and a hundred posts of usual length fit; H2 slows down for everybody with rows of megabytes
 * @param tenantPerHour how much is written down for one tenant in an hour, at most as much at once
 * @param perHour how much is written down for all of them
 */
@ConfigurationProperties("ledger.storage")
public record StorageSettings(
        @DefaultValue("256KB") DataSize longestRequest,
        @DefaultValue("64MB") DataSize tenantPerHour,
        @DefaultValue("1GB") DataSize perHour) {

    /** Below this the prompts of generations would be cut, and their dead letters be no use. */
    private static final DataSize LEAST_REQUEST = DataSize.ofKilobytes(64);

    public StorageSettings {
        if (longestRequest.compareTo(LEAST_REQUEST) < 0) {
            throw new IllegalArgumentException(
                    "LEDGER_STORAGE_LONGEST_REQUEST must be at least 64KB, or dead letters could"
                            + " not be replayed");
        }
        if (tenantPerHour.compareTo(longestRequest) < 0 || perHour.compareTo(tenantPerHour) < 0) {
            throw new IllegalArgumentException(
                    "LEDGER_STORAGE_TENANT_PER_HOUR must be at least LEDGER_STORAGE_LONGEST_REQUEST,"
                            + " and LEDGER_STORAGE_PER_HOUR at least as much as for one tenant");
        }
    }
}
