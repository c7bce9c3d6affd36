package org.postizgateway.config.operation;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.postizgateway.observability.TimelyHealthIndicator;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;
import org.springframework.boot.actuate.health.HealthContributorRegistry;

/** Whether each Postiz beside the default one answers: {@code upstream-NAME} of health. */
final class InstanceHealth {

    private final Map<String, TimelyHealthIndicator> byName = new TreeMap<>();

    /**
     * @param check makes that of an instance
     */
    InstanceHealth(
            PostizInstances instances, Function<PostizInstance, TimelyHealthIndicator> check) {
        for (PostizInstance instance : instances.all()) {
            if (!instance.isDefault()) {
                byName.put("upstream-" + instance.name(), check.apply(instance));
            }
        }
    }

    /** Whether any of them answered when it was last asked. */
    boolean isAnyUp() {
        return byName.values().stream().anyMatch(TimelyHealthIndicator::isUp);
    }

    /** By their names in health and metrics. */
    Map<String, TimelyHealthIndicator> byName() {
        return byName;
    }

    void register(HealthContributorRegistry registry) {
        byName.forEach(registry::registerContributor);
    }
}
