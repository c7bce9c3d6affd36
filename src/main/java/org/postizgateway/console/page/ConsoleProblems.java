package org.postizgateway.console.page;

import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.bulk.LetterRuns;
import org.postizgateway.ledger.media.ReplayConflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Tells people what went wrong on a page of the console. */
@ControllerAdvice(annotations = ConsolePage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleProblems.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView ledgerIsAway() {
        return ProblemPage.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The ledger's database cannot be used, and this page is made of what stands in it."
                        + " Check the database and load the page again.");
    }

    @ExceptionHandler({ReplayConflict.class, LetterRuns.Changed.class})
    ModelAndView conflict(RuntimeException conflict) {
        return ProblemPage.of(HttpStatus.CONFLICT, conflict.getMessage());
    }

    @ExceptionHandler
    ModelAndView refused(LedgerException refused) {
        return ProblemPage.of(HttpStatus.SERVICE_UNAVAILABLE, refused.getMessage());
    }

    @ExceptionHandler
    ModelAndView problem(ResponseStatusException problem) {
        return ProblemPage.of(
                HttpStatus.valueOf(problem.getStatusCode().value()),
                String.valueOf(problem.getReason()));
    }

    @ExceptionHandler(Exception.class)
    ModelAndView unforeseen(Exception failure) {
        if (failure instanceof ErrorResponse answer) {
            return ProblemPage.of(HttpStatus.valueOf(answer.getStatusCode().value()));
        }
        LOG.error("A page of the console failed", failure);
        return ProblemPage.of(HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
