package org.postizgateway.postiz.preflight;

import java.util.List;

/** The requests that create the posts of one call of {@code schedulePostTool}. */
public record SchedulePlan(List<CreateRequest> requests) {}
