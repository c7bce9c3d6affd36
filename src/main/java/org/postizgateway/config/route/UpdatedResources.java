package org.postizgateway.config.route;

import java.util.Optional;
import org.postizgateway.generation.Serving;
import org.postizgateway.ledger.call.CallObserver;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.ResourceUpdate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells those who watch a resource that a call of their own organization has changed it: a media
 * job with every state, the lists of posts with every call that may have created or changed one.
 */
@Component
final class UpdatedResources implements CallObserver {

    private static final String POSTS = "postiz://posts/{from}/{to}";
    private static final String JOB = "postiz://jobs/";

    /** Written down as creates of posts are, though it makes none. */
    private static final String UPLOAD = "uploadFromUrlTool";

    private final ObjectProvider<Serving> serving;

    UpdatedResources(ObjectProvider<Serving> serving) {
        this.serving = serving;
    }

    @Override
    public void changed(LedgerCall call) {
        uri(call)
                .ifPresent(
                        uri ->
                                serving.getObject()
                                        .context()
                                        .map(FeatureRegistry::of)
                                        .ifPresent(
                                                features ->
                                                        features.resourceUpdated(
                                                                new ResourceUpdate(
                                                                        uri,
                                                                        Optional.of(
                                                                                call.tenant())))));
    }

    private static Optional<String> uri(LedgerCall call) {
        if (call.mode() == Mode.BACKGROUND) {
            return Optional.of(JOB + call.id());
        }
        boolean touchesPosts =
                switch (call.state()) {
                    case QUEUED, RUNNING, FAILED -> false;
                    case DONE, PARTLY_DONE, UNKNOWN, CANCELLED -> !call.tool().equals(UPLOAD);
                };
        return touchesPosts ? Optional.of(POSTS) : Optional.empty();
    }
}
