package org.postizgateway.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request of an operator that cannot be carried out. The reason says why and what to do. */
public class OpsProblem extends ResponseStatusException {

    private static final long serialVersionUID = 1L;

    public OpsProblem(HttpStatus status, String reason) {
        super(status, reason);
    }

    HttpStatus status() {
        return HttpStatus.valueOf(getStatusCode().value());
    }
}
