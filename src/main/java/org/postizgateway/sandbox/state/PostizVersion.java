package org.postizgateway.sandbox.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The Postiz that the sandbox is, named after the month whose contract describes it. */
public enum PostizVersion {
    AUGUST_2026("2026-08", EnumSet.noneOf(Feature.class)),
    NOVEMBER_2026("2026-11", EnumSet.allOf(Feature.class));

    private final String month;
    private final Set<Feature> features;

    PostizVersion(String month, Set<Feature> features) {
        this.month = month;
        this.features = features;
    }

    /**
     * @throws IllegalArgumentException for a month without a contract
     */
    @JsonCreator
    public static PostizVersion of(String month) {
        return Arrays.stream(values())
                .filter(version -> version.month.equals(month))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no sandbox of Postiz "
                                                + month
                                                + ", only of "
                                                + Arrays.stream(values())
                                                        .map(PostizVersion::month)
                                                        .collect(Collectors.joining(", "))));
    }

    /** Year and month, {@code 2026-08}. */
    @JsonValue
    public String month() {
        return month;
    }

    /** What it does beyond the oldest one. */
    public Set<Feature> features() {
        return Set.copyOf(features);
    }
}
