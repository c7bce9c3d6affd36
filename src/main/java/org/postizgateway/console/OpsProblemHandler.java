package org.postizgateway.console;

import org.postizgateway.ledger.LedgerBackup;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.postizgateway.ledger.media.ReplayConflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Tells operators what went wrong, as {@code application/problem+json} (RFC 9457) whatever they
 * accept: also a path, a method, a media type or a body that no controller takes.
 */
@RestControllerAdvice
public class OpsProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OpsProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(OpsProblem problem) {
        return answer(problem.status(), problem.getReason());
    }

    @ExceptionHandler({ReplayConflict.class, LetterRuns.Changed.class})
    ResponseEntity<ProblemDetail> conflict(RuntimeException conflict) {
        return answer(HttpStatus.CONFLICT, conflict.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(LedgerException refused) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notWritten(LedgerBackup.NotWritten failure) {
        return answer(
                HttpStatus.INSUFFICIENT_STORAGE,
                failure.getMessage() + ". Make room, or let the gateway write there.");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> ledgerIsAway() {
        return answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The ledger's database cannot be used. Check it and try again.");
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException failure) {
        LOG.error("A request of an operator failed", failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The gateway failed to carry this out; its log says why.");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return createResponseEntity(
                ProblemDetail.forStatusAndDetail(
                        status,
                        "The body is missing, or is not what is asked for here: see"
                                + " /ops/openapi.yaml."),
                headers,
                status,
                request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
