package org.postizgateway.sandbox.web;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests in the order in which they came, for tests to look at. */
public final class RequestLog {

    private final Queue<ReceivedRequest> requests = new ConcurrentLinkedQueue<>();

    void add(ReceivedRequest request) {
        requests.add(request);
    }

    public List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    public List<ReceivedRequest> of(Operation operation) {
        return requests.stream().filter(request -> request.operation() == operation).toList();
    }

    public int count(Operation operation) {
        return of(operation).size();
    }

    public void clear() {
        requests.clear();
    }
}
