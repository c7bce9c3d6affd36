package org.postizgateway.postiz.preflight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.CreateRequest;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.RequestPlanner;
import org.postizgateway.postiz.preflight.post.SocialPost;

/**
 * What the checks of all posts of a call came to.
 *
 * @param posts all of the call in their order, as the caller meant them, with what could be read of
 *     each
 * @param planned those without a problem, in the form in which Postiz takes them
 * @param problems of the others and of the call, in the order of the posts
 * @param settings of each post with the types and ids that Postiz takes, by post, whatever else is
 *     wrong with it
 * @param servedLimits longest content of the channels that Postiz was asked about, by post
 */
public record Examination(
        List<SocialPost> posts,
        List<PlannedPost> planned,
        List<Problem> problems,
        Map<Integer, Map<String, Object>> settings,
        Map<Integer, Integer> servedLimits) {

    public Examination {
        posts = List.copyOf(posts);
        planned = List.copyOf(planned);
        problems = List.copyOf(problems);
        settings = Map.copyOf(settings);
        servedLimits = Map.copyOf(servedLimits);
    }

    /** The requests that would create what has no problem. */
    public List<CreateRequest> requests() {
        return RequestPlanner.plan(planned);
    }

    /** How long each item of a planned post may be. */
    public Optional<Integer> servedLimit(PlannedPost post) {
        return Optional.ofNullable(servedLimits.get(post.index()));
    }
}
