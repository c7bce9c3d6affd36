package org.postizgateway.console;

import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.media.ReplayConflict;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells operators what went wrong, as {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice(assignableTypes = DeadLetterController.class)
class OpsProblemHandler {

    @ExceptionHandler
    ProblemDetail problem(OpsProblem problem) {
        return ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
    }

    @ExceptionHandler
    ProblemDetail conflict(ReplayConflict conflict) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, conflict.getMessage());
    }

    @ExceptionHandler
    ProblemDetail refused(LedgerException refused) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage());
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ProblemDetail ledgerIsAway() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The ledger's database cannot be used. Check it and try again.");
    }
}
