package org.postizgateway.sandbox.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order in which they came, for tests and people to look at. */
public final class RequestLog {

    private static final int KEPT = 20_000;

    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

    synchronized void add(ReceivedRequest request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.add(request);
    }

    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    public List<ReceivedRequest> of(Operation operation) {
        return all().stream().filter(request -> request.operation() == operation).toList();
    }

    public int count(Operation operation) {
        return of(operation).size();
    }

    public synchronized void clear() {
        requests.clear();
    }
}
