package org.postizgateway.console;

import org.springframework.http.HttpStatus;

/** A request of an operator that cannot be carried out. The message says why and what to do. */
class OpsProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    OpsProblem(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
