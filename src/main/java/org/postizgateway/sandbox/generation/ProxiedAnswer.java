package org.postizgateway.sandbox.generation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.sandbox.faults.FaultAnswers;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.web.Incoming;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers a request whose work takes long, through a proxy that may lose patience before. */
public final class ProxiedAnswer {

    private final Conditions conditions;
    private final Workers workers;

    public ProxiedAnswer(Conditions conditions, Workers workers) {
        this.conditions = conditions;
        this.workers = workers;
    }

    /** Holds no thread while the work goes on, unless a filter waits for the whole response. */
    public ServerResponse of(ServerRequest request, CompletableFuture<ServerResponse> work) {
        CompletableFuture<ServerResponse> answer = work.copy();
        Duration patience = conditions.getProxyReadTimeout();
        if (!patience.isZero()) {
            workers.after(patience, () -> answer.complete(FaultAnswers.gatewayTimeout()));
        }
        return Incoming.isBlocking(request.servletRequest())
                ? answer.join()
                : ServerResponse.async(answer);
    }
}
