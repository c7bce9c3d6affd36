package org.postizgateway.postiz.preflight.post;

import java.util.List;

/**
 * The requests that create the posts of one call of {@code schedulePostTool}.
 *
 * @param notices sentences on what is legal and may surprise about the call as a whole; those about
 *     one post are in its {@link PlannedPost}
 */
public record SchedulePlan(List<CreateRequest> requests, List<String> notices) {

    public SchedulePlan {
        requests = List.copyOf(requests);
        notices = List.copyOf(notices);
    }
}
